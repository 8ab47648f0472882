using Berth.Reports.Document;

namespace Berth.Reports;

/// <summary>Thins measurements to what a chart can show.</summary>
public static class ReportPoints
{
    /// <summary>
    /// The empirical distribution of latencies over all items, lost ones included, at no more than <paramref name="most"/> steps.
    /// Ranks are spaced evenly up to the 90th percentile and geometrically towards the slowest item, so that the tail keeps its shape.
    /// </summary>
    /// <param name="latenciesMs">Latencies of the completed items in any order.</param>
    /// <param name="items">All items, lost ones included.</param>
    /// <param name="most">Number of points, at least 2.</param>
    public static IReadOnlyList<ReportPoint> Cdf(IEnumerable<double> latenciesMs, long items, int most = 200)
    {
        var sorted = latenciesMs.Order().ToArray();
        if (sorted.Length <= most)
            return [.. sorted.Select((latency, index) => new ReportPoint(latency, (index + 1.0) / items))];

        var body = most / 2;
        var tail = most - body;
        var bodyEnd = 0.9 * (sorted.Length - 1);
        var fromSlowest = sorted.Length - 1 - bodyEnd;
        var ranks = Enumerable.Range(0, body).Select(step => bodyEnd * step / body)
            .Concat(Enumerable.Range(0, tail).Select(step => sorted.Length - Math.Pow(fromSlowest + 1, 1 - (step / (tail - 1.0)))));
        return [.. ranks.Select(rank => (int)Math.Round(rank)).Distinct().Select(rank => new ReportPoint(sorted[rank], (rank + 1.0) / items))];
    }

    /// <summary>
    /// At most <paramref name="most"/> of the points in the order of x: of each stretch of neighbours the lowest and the highest, so that no outlier vanishes.
    /// </summary>
    public static IReadOnlyList<ReportPoint> Thin(IEnumerable<ReportPoint> points, int most = 500)
    {
        var ordered = points.OrderBy(point => point.X).ToArray();
        if (ordered.Length <= most)
            return ordered;
        var stretch = (int)Math.Ceiling(ordered.Length / (most / 2.0));
        return [.. ordered.Chunk(stretch).SelectMany(chunk => new[] { chunk.MinBy(point => point.Y), chunk.MaxBy(point => point.Y) })
            .Distinct().OrderBy(point => point.X)];
    }
}
