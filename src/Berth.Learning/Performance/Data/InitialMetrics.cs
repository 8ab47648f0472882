using Berth.Model.Observations;

namespace Berth.Learning.Performance.Data;

/// <summary>What the process of an execution was like just before it: its last sample at or before the start, never a later one.</summary>
internal sealed class InitialMetrics
{
    private static readonly (string Name, Func<ProcessSample, double> Of)[] Metrics =
    [
        ("cpu_percent", sample => sample.CpuPercent), ("user_s", sample => sample.UserSeconds), ("system_s", sample => sample.SystemSeconds),
        ("resident_bytes", sample => sample.ResidentBytes), ("virtual_bytes", sample => sample.VirtualBytes), ("memory_percent", sample => sample.MemoryPercent),
        ("read_bytes", sample => sample.ReadBytes), ("written_bytes", sample => sample.WrittenBytes), ("threads", sample => sample.Threads),
        ("voluntary_switches", sample => sample.VoluntarySwitches), ("involuntary_switches", sample => sample.InvoluntarySwitches),
        ("connections", sample => sample.Connections), ("uptime_s", sample => sample.UptimeSeconds),
    ];

    private readonly Dictionary<(string Node, int Pid), (long[] Moments, ProcessSample[] Samples)> _processes;

    internal InitialMetrics(IEnumerable<ProcessSample> samples) => _processes = samples
        .GroupBy(sample => (sample.Node, sample.Pid))
        .ToDictionary(group => group.Key, group => group.OrderBy(sample => sample.Moment).ToArray() is var ordered ? (Array.ConvertAll(ordered, sample => sample.Moment), ordered) : default);

    /// <summary>Names of the metrics.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. Metrics.Select(metric => metric.Name)];

    /// <summary>The metrics of a process at a moment; empty where it has no sample until then.</summary>
    internal IReadOnlyDictionary<string, double> At(string node, int pid, long moment)
    {
        if (!_processes.TryGetValue((node, pid), out var process))
            return new Dictionary<string, double>();
        var at = Array.BinarySearch(process.Moments, moment);
        at = at >= 0 ? LastOf(process.Moments, at) : ~at - 1;
        return at < 0 ? new Dictionary<string, double>() : Metrics.Where(metric => double.IsFinite(metric.Of(process.Samples[at]))).ToDictionary(metric => metric.Name, metric => metric.Of(process.Samples[at]));
    }

    private static int LastOf(long[] moments, int at)
    {
        while (at + 1 < moments.Length && moments[at + 1] == moments[at])
            at++;
        return at;
    }
}
