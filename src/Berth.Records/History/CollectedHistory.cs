using Berth.Records.Store;
using Berth.Records.Timelines;

namespace Berth.Records.History;

/// <summary>History from what was collected: series, samples and requests of the records.</summary>
/// <param name="reader">The records; they may still be written.</param>
public sealed class CollectedHistory(RunReader reader) : IHistorySource
{
    /// <summary>Label that names the program of a series.</summary>
    public const string Pod = "pod";

    /// <summary>Label that has the address of the program of a series.</summary>
    public const string Ip = "pod_ip";

    // One connection answers one question at a time.
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> EndpointsAsync(string metric, CancellationToken cancellation = default)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyList<IReadOnlyDictionary<string, string>>>([.. reader.Series().Where(each => each.Series.Name == metric).Select(each => EndpointLabels.Of(each.Series))]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<HistoryRequest>> RequestsAsync(long from, long to, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (_, series) in reader.Series())
                addresses.TryAdd(series.Label(Pod), series.Label(Ip));
            return Task.FromResult<IReadOnlyList<HistoryRequest>>([.. reader.Requests(from, to).Select(request => new HistoryRequest(request.Pod, addresses.GetValueOrDefault(request.Pod, ""), request))]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<(MetricSeries Series, Timeline Timeline)>> SeriesAsync(string instance, IReadOnlyList<TimeWindow> spans, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var series = reader.Series().Where(each => each.Series.Label(Pod) == instance && !HistoryMetric.IsHidden(each.Series.Name)).ToList();
            var timelines = reader.Timelines([.. series.Select(each => each.Number)], spans[0].Start, spans[^1].End);
            return Task.FromResult<IReadOnlyList<(MetricSeries, Timeline)>>([.. series.Zip(timelines, (each, timeline) => (each.Series, timeline))]);
        }
    }
}
