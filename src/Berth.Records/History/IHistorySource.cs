using Berth.Records.Timelines;

namespace Berth.Records.History;

/// <summary>Where requests and series come from: records, or Prometheus and Loki.</summary>
public interface IHistorySource
{
    /// <summary>The label sets of the series of a metric, <c>__name__</c> first.</summary>
    Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> EndpointsAsync(string metric, CancellationToken cancellation = default);

    /// <summary>Requests of which a part lies within a time, in any order.</summary>
    /// <param name="from">Nanoseconds.</param>
    /// <param name="to">Nanoseconds.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<IReadOnlyList<HistoryRequest>> RequestsAsync(long from, long to, CancellationToken cancellation = default);

    /// <summary>Every series of a program.</summary>
    /// <param name="instance">Key of the program.</param>
    /// <param name="spans">Times of which samples are needed: in order, without overlaps. More may be given.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<IReadOnlyList<(MetricSeries Series, Timeline Timeline)>> SeriesAsync(string instance, IReadOnlyList<TimeWindow> spans, CancellationToken cancellation = default);
}
