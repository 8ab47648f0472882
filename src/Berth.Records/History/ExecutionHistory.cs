using System.Globalization;
using Berth.Model.Observations;
using Berth.Records.Collection;
using Berth.Records.Store;
using Berth.Records.Timelines;

namespace Berth.Records.History;

/// <summary>
/// History of an emulated run: its executions are the requests, the samples of the processes that executed them the series. A process is called by its node and pid,
/// <c>edge-1-4711</c>, and its address is the name of its node. Moments are those of the run's clock.
/// </summary>
/// <param name="reader">The records of the run; they may still be written.</param>
public sealed class ExecutionHistory(RunReader reader) : IHistorySource
{
    private const int Done = 200, NotDone = 500;

    // Names as exporters of processes give them; the last is what the libraries of Prometheus call the sum of the two before.
    private static readonly (string Name, SeriesKind Kind, Func<ProcessSample, double> Value)[] Metrics =
    [
        (HistoryMetric.Endpoint, SeriesKind.Gauge, sample => sample.CpuPercent),
        ("process_cpu_user_seconds", SeriesKind.Counter, sample => sample.UserSeconds),
        ("process_cpu_system_seconds", SeriesKind.Counter, sample => sample.SystemSeconds),
        ("process_cpu_seconds_total", SeriesKind.Counter, sample => sample.UserSeconds + sample.SystemSeconds),
        ("process_memory_rss_bytes", SeriesKind.Gauge, sample => sample.ResidentBytes),
        ("process_memory_vms_bytes", SeriesKind.Gauge, sample => sample.VirtualBytes),
        ("process_memory_percent", SeriesKind.Gauge, sample => sample.MemoryPercent),
        ("process_num_threads", SeriesKind.Gauge, sample => sample.Threads),
        ("process_io_read_bytes", SeriesKind.Counter, sample => sample.ReadBytes),
        ("process_io_write_bytes", SeriesKind.Counter, sample => sample.WrittenBytes),
        ("process_ctx_switches_voluntary", SeriesKind.Counter, sample => sample.VoluntarySwitches),
        ("process_ctx_switches_involuntary", SeriesKind.Counter, sample => sample.InvoluntarySwitches),
        ("process_connections", SeriesKind.Gauge, sample => sample.Connections),
        ("process_uptime_seconds", SeriesKind.Gauge, sample => sample.UptimeSeconds),
    ];

    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> EndpointsAsync(string metric, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var processes = Metrics.All(each => each.Name != metric) ? [] : reader.Deployments().SelectMany(deployment => Sizes(deployment.Deployment, reader.ProcessSamples(deployment.Deployment)));
            return Task.FromResult<IReadOnlyList<IReadOnlyDictionary<string, string>>>([.. processes.DistinctBy(each => each.Process).Select(each => EndpointLabels.Of(metric, Labels(each.Process, each.Role, each.Size)))]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<HistoryRequest>> RequestsAsync(long from, long to, CancellationToken cancellation = default)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyList<HistoryRequest>>(
            [
                .. reader.Deployments().SelectMany(deployment => reader.Executions(deployment.Deployment)
                    .Where(execution => execution.Start > 0 && execution.End >= execution.Start && execution.End >= from && execution.Start <= to)
                    .Select(execution => new HistoryRequest($"{deployment.Deployment} {Name(execution.Node, execution.Pid)}", execution.Node, new ServedRequest(
                        Name(execution.Node, execution.Pid), "/" + execution.Function, "POST", execution.Start, execution.End,
                        execution.Outcome == ExecutionOutcome.Done ? Done : NotDone, execution.Parameters)))),
            ]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<(MetricSeries Series, Timeline Timeline)>> SeriesAsync(string instance, IReadOnlyList<TimeWindow> spans, CancellationToken cancellation = default)
    {
        var blank = instance.IndexOf(' ', StringComparison.Ordinal);
        var (deployment, process) = (int.Parse(instance.AsSpan(0, blank), CultureInfo.InvariantCulture), instance[(blank + 1)..]);
        List<ProcessSample> samples;
        lock (_gate)
            samples = [.. reader.ProcessSamples(deployment).Where(sample => Name(sample.Node, sample.Pid) == process)];
        if (samples.Count == 0)
            return Task.FromResult<IReadOnlyList<(MetricSeries, Timeline)>>([]);
        var labels = Labels((samples[0].Node, samples[0].Pid), samples[0].Role, null);
        List<long> moments = [.. samples.Select(sample => sample.Moment)];
        return Task.FromResult<IReadOnlyList<(MetricSeries, Timeline)>>(
            [.. Metrics.Select(metric => (new MetricSeries(metric.Name, labels, metric.Kind), new Timeline(moments, [.. samples.Select(metric.Value)])))]);
    }

    private IEnumerable<((string Node, int Pid) Process, string Role, string? Size)> Sizes(int deployment, IReadOnlyList<ProcessSample> samples)
    {
        var sizes = new Dictionary<(string, int), string>();
        foreach (var execution in reader.Executions(deployment))
            sizes[(execution.Node, execution.Pid)] = execution.Size;
        return samples.DistinctBy(sample => (sample.Node, sample.Pid)).Select(sample => ((sample.Node, sample.Pid), sample.Role, sizes.GetValueOrDefault((sample.Node, sample.Pid))));
    }

    private static string Name(string node, int pid) => string.Create(CultureInfo.InvariantCulture, $"{node}-{pid}");

    private static Dictionary<string, string> Labels((string Node, int Pid) process, string role, string? size)
    {
        var labels = new Dictionary<string, string>
        {
            ["instance"] = process.Node, ["job"] = "berth", [CollectedHistory.Pod] = Name(process.Node, process.Pid), [CollectedHistory.Ip] = process.Node, ["role"] = role,
        };
        if (size is { Length: > 0 })
            labels["size"] = size;
        return labels;
    }
}
