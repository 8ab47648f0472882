using Berth.Records.Formats.Loki;
using Berth.Records.Formats.Prometheus;
using Berth.Records.Formats.RequestLog;
using Berth.Records.Timelines;

namespace Berth.Records.History;

/// <summary>History from servers that others run: series from Prometheus, requests from the lines in Loki.</summary>
public sealed class MonitoringHistory : IHistorySource
{
    /// <summary>Longest time that is asked for at once, so that no answer is too large: ten minutes.</summary>
    private const long Longest = 600_000_000_000;

    private readonly PrometheusClient _prometheus;
    private readonly LokiClient _loki;
    private readonly string _query;
    private readonly TimeProvider _time;
    private readonly Action<string> _warn;

    /// <summary>Reads from two servers.</summary>
    /// <param name="prometheus">Where the series are.</param>
    /// <param name="loki">Where the lines are.</param>
    /// <param name="query">Which streams of Loki are looked at, such as <c>{filename=~".+"}</c>.</param>
    /// <param name="time">Clock: lines are asked for until now.</param>
    /// <param name="warn">Told of lines that are records of requests but wrong.</param>
    public MonitoringHistory(PrometheusClient prometheus, LokiClient loki, string query, TimeProvider time, Action<string> warn) =>
        (_prometheus, _loki, _query, _time, _warn) = (prometheus, loki, query, time, warn);

    /// <summary>How far back lines are asked for where no start is given: what Prometheus and Loki show by default is a day.</summary>
    public static TimeSpan Reach { get; } = TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> EndpointsAsync(string metric, CancellationToken cancellation = default) => _prometheus.SeriesAsync(metric, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryRequest>> RequestsAsync(long from, long to, CancellationToken cancellation = default)
    {
        var now = UnixTime.Of(_time.GetUtcNow());
        var reach = Reach.Ticks * 100;
        // A line is written when its request has ended: it may come after the end of the time that is asked for.
        var (first, last) = (from == long.MinValue ? now - reach : from, to > now - reach ? now + reach : to + reach);
        var addresses = await AddressesAsync(cancellation).ConfigureAwait(false);
        var requests = new List<HistoryRequest>();
        foreach (var entry in await _loki.QueryAsync(_query, Math.Max(0, first), last, cancellation).ConfigureAwait(false))
        {
            try
            {
                if (RequestLogLine.Read(entry.Line, LogPod.Of(entry.Labels)) is { } request && request.End >= from && request.Start <= to)
                    requests.Add(new(request.Pod, addresses.GetValueOrDefault(request.Pod, ""), request));
            }
            catch (FormatException exception)
            {
                _warn($"a line of {LogPod.Of(entry.Labels)} is left out: {exception.Message}");
            }
        }
        return requests;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<(MetricSeries Series, Timeline Timeline)>> SeriesAsync(string instance, IReadOnlyList<TimeWindow> spans, CancellationToken cancellation = default)
    {
        var found = new Dictionary<string, (MetricSeries Series, List<long> Moments, List<double> Values)>(StringComparer.Ordinal);
        var kinds = await _prometheus.KindsAsync(cancellation).ConfigureAwait(false);
        var selector = MetricSeries.Write("", [KeyValuePair.Create(CollectedHistory.Pod, instance)]);
        foreach (var (from, to) in spans.SelectMany(Pieces))
            foreach (var (series, timeline) in await _prometheus.SamplesAsync(selector, from, to, cancellation).ConfigureAwait(false))
            {
                if (HistoryMetric.IsHidden(series.Name))
                    continue;
                if (!found.TryGetValue(series.Identity, out var one))
                    found[series.Identity] = one = (series with { Kind = kinds.GetValueOrDefault(series.Name) }, [], []);
                one.Moments.AddRange(timeline.Moments);
                one.Values.AddRange(timeline.Values);
            }
        return [.. found.Values.Select(one => (one.Series, new Timeline(one.Moments, one.Values)))];
    }

    /// <summary>A time in pieces that do not overlap.</summary>
    private static IEnumerable<TimeWindow> Pieces(TimeWindow span)
    {
        for (var start = span.Start; start <= span.End; start += Longest)
            yield return new(start, Math.Min(span.End, start + Longest - 1));
    }

    private async Task<Dictionary<string, string>> AddressesAsync(CancellationToken cancellation)
    {
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var metric in (string[])[HistoryMetric.Endpoint, HistoryMetric.Up])
            foreach (var labels in await _prometheus.SeriesAsync(metric, cancellation).ConfigureAwait(false))
                if (labels.TryGetValue(CollectedHistory.Pod, out var pod))
                    addresses.TryAdd(pod, labels.GetValueOrDefault(CollectedHistory.Ip) ?? labels.GetValueOrDefault("instance", "").Split(':')[0]);
        return addresses;
    }
}
