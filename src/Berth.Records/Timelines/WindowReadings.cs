namespace Berth.Records.Timelines;

/// <summary>What one series says about each window. Every question is answered in constant time.</summary>
public sealed class WindowReadings
{
    private readonly WindowJoin _join;
    private readonly int[] _located;
    private readonly long _limit;
    private readonly Lazy<int[]> _gaps;

    internal WindowReadings(WindowJoin join, Timeline timeline, int[] located, long limit)
    {
        (_join, Timeline, _located, _limit) = (join, timeline, located, limit);
        _gaps = new(CountGaps);
    }

    /// <summary>The samples.</summary>
    public Timeline Timeline { get; }

    /// <summary>The last sample at or before a point of a window.</summary>
    public AsOf At(int window, int point)
    {
        var place = Located(window, point);
        if (place < 0)
            return new(double.NaN, null, false);
        var age = Subtract(_join.MomentOf(window, point), Timeline.Moments[place]);
        return new(Timeline.Values[place], age, age > _limit);
    }

    /// <summary>The last sample at or before the start of a window.</summary>
    public AsOf Start(int window) => At(window, 0);

    /// <summary>The last sample at or before the end of a window.</summary>
    public AsOf End(int window) => At(window, _join.Points - 1);

    /// <summary>Which samples are within a window, its ends included.</summary>
    public Range Within(int window)
    {
        // At the very first moment nothing is before.
        var first = _join.Windows[window].Start == long.MinValue ? 0 : _located[window * _join.Stride] + 1;
        return first..(Located(window, _join.Points - 1) + 1);
    }

    /// <summary>By how much a counter grew from the last sample before the start to the last before the end, starts of its process survived; not a number where either is unknown or stale.</summary>
    public double Increase(int window) => Known(window) ? Timeline.Increases[Located(window, _join.Points - 1)] - Timeline.Increases[Located(window, 0)] : double.NaN;

    /// <summary>By how much a state changed from the start to the end; not a number where either is unknown or stale.</summary>
    public double Difference(int window) => Known(window) ? End(window).Value - Start(window).Value : double.NaN;

    /// <summary>
    /// Stretches of a window about which nothing is known: samples that follow each other further apart than the limit, an end whose sample is older than it, and
    /// a start before the first sample. 0 where the series covers the window.
    /// </summary>
    public int Gaps(int window)
    {
        var (start, end) = (Located(window, 0), Located(window, _join.Points - 1));
        if (end < 0)
            return 1;
        return _gaps.Value[end] - (start < 0 ? 0 : _gaps.Value[start]) + (start < 0 ? 1 : 0) + (End(window).Stale ? 1 : 0);
    }

    private bool Known(int window) => double.IsFinite(Start(window).Known) && double.IsFinite(End(window).Known);

    private int Located(int window, int point) => _located[window * _join.Stride + 1 + point];

    private int[] CountGaps()
    {
        var counts = new int[Timeline.Count];
        for (var place = 1; place < counts.Length; place++)
            counts[place] = counts[place - 1] + (Subtract(Timeline.Moments[place], Timeline.Moments[place - 1]) > _limit ? 1 : 0);
        return counts;
    }

    private static long Subtract(long later, long earlier) => (long)Int128.Min((Int128)later - earlier, long.MaxValue);
}
