using Berth.Records.Timelines;

namespace Berth.Records.History;

/// <summary>Joins requests with the series of the programs that served them.</summary>
public static class RequestHistory
{
    /// <summary>Moments of a request at which a metric is given.</summary>
    public const int Points = 5;

    /// <summary>Oldest sample that is looked for before a request: what Prometheus looks back.</summary>
    private const long LookBack = 300_000_000_000;

    /// <summary>Interval of a series that has too few samples to see it: one second.</summary>
    private const long UsualInterval = 1_000_000_000;

    /// <summary>Reads requests and joins them: each program's series once, however many requests it served.</summary>
    /// <exception cref="RecordsException">The source cannot be read.</exception>
    public static async Task<HistoryPage> ReadAsync(IHistorySource source, HistoryQuery query, CancellationToken cancellation = default)
    {
        var matching = (await source.RequestsAsync(query.From, query.To, cancellation).ConfigureAwait(false))
            .Where(request => (query.Pod is null || request.Request.Pod == query.Pod) && (query.Function is null || request.Request.Function == query.Function))
            .OrderBy(request => request.Request.Start).ThenBy(request => request.Request.End).ThenBy(request => request.Request.Pod, StringComparer.Ordinal).ToList();
        var page = matching.Skip(query.Offset).Take(query.Limit).Index().ToList();
        var entries = new HistoryEntry[page.Count];
        foreach (var instance in page.GroupBy(each => each.Item.Instance))
        {
            var windows = instance.Select(each => new TimeWindow(each.Item.Request.Start, each.Item.Request.End)).ToList();
            var series = await source.SeriesAsync(instance.Key, Spans(windows), cancellation).ConfigureAwait(false);
            var states = States(series, windows, query.StaleAfter);
            foreach (var (window, (place, request)) in instance.Index())
                entries[place] = new(request, states[window]);
        }
        return new(entries, matching.Count);
    }

    /// <summary>The states of one program at windows of time: a list for each window.</summary>
    /// <param name="series">Its series.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="staleAfter">Nanoseconds above which a sample says nothing about a moment; null for two of the intervals at which the series was sampled.</param>
    public static IReadOnlyList<IReadOnlyList<HistoryState>> States(IReadOnlyList<(MetricSeries Series, Timeline Timeline)> series, IReadOnlyList<TimeWindow> windows, long? staleAfter)
    {
        var join = new WindowJoin(windows, Points);
        var states = windows.Select(_ => new List<HistoryState>()).ToList();
        foreach (var (name, (metric, timeline)) in Named([.. series.Where(each => !HistoryMetric.IsHidden(each.Series.Name) && each.Timeline.Count > 0)]))
        {
            var interval = timeline.TypicalInterval();
            var readings = join.Read(timeline, staleAfter ?? 2 * (interval > 0 ? interval : UsualInterval));
            for (var window = 0; window < windows.Count; window++)
            {
                var points = new AsOf[Points];
                for (var point = 0; point < Points; point++)
                    points[point] = readings.At(window, point);
                // A series that had not begun, or that ended long before, says nothing about this request.
                if (points.All(point => point.Age is null or > LookBack))
                    continue;
                var within = readings.Within(window);
                states[window].Add(new(
                    name, points, metric.Counts ? readings.Increase(window) : readings.Difference(window), within.End.Value - within.Start.Value, readings.Gaps(window)));
            }
        }
        return states;
    }

    /// <summary>The times of which samples are needed, with what is before them, merged where they touch.</summary>
    private static List<TimeWindow> Spans(IEnumerable<TimeWindow> windows)
    {
        var spans = new List<TimeWindow>();
        foreach (var window in windows.OrderBy(window => window.Start))
        {
            var start = window.Start < long.MinValue + LookBack ? long.MinValue : window.Start - LookBack;
            if (spans.Count > 0 && start <= spans[^1].End)
                spans[^1] = spans[^1] with { End = Math.Max(spans[^1].End, window.End) };
            else
                spans.Add(new(start, window.End));
        }
        return spans;
    }

    /// <summary>A name for each series: that of its metric where a program has one series of it, else with the labels by which they differ.</summary>
    private static IEnumerable<(string Name, (MetricSeries Series, Timeline Timeline) Each)> Named(IReadOnlyList<(MetricSeries Series, Timeline Timeline)> series)
    {
        foreach (var metric in series.GroupBy(each => each.Series.Name, StringComparer.Ordinal).OrderBy(metric => metric.Key, StringComparer.Ordinal))
        {
            var differing = metric.SelectMany(each => each.Series.Labels.Keys).Distinct(StringComparer.Ordinal)
                .Where(label => metric.Select(each => each.Series.Label(label)).Distinct(StringComparer.Ordinal).Skip(1).Any()).ToList();
            foreach (var each in metric.OrderBy(each => each.Series.Identity, StringComparer.Ordinal))
                yield return (MetricSeries.Write(metric.Key, differing.Where(each.Series.Labels.ContainsKey).Select(label => KeyValuePair.Create(label, each.Series.Labels[label]))), each);
        }
    }
}
