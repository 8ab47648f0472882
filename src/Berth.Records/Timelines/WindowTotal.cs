namespace Berth.Records.Timelines;

/// <summary>What came together within a window: the growth of a counter, or a state times the seconds that it held.</summary>
/// <param name="Amount">Over the whole window; what no sample covers counts at the mean.</param>
/// <param name="Covered">Part of the window that lies between samples, 0 to 1.</param>
public readonly record struct WindowTotal(double Amount, double Covered)
{
    /// <summary>Growth of a counter that grows evenly from sample to sample; starts of its process are survived.</summary>
    /// <param name="timeline">Its samples.</param>
    /// <param name="window">The window.</param>
    /// <returns>Null where no part of the window lies between samples.</returns>
    public static WindowTotal? OfCounter(Timeline timeline, TimeWindow window)
    {
        var increases = timeline.Increases.ToArray();
        return Sum(timeline, window, long.MaxValue, place => increases[place] - increases[place - 1]);
    }

    /// <summary>A state times seconds. A sample says what the state was since the one before, unless that is more than twice the usual interval ago.</summary>
    /// <param name="timeline">Its samples.</param>
    /// <param name="window">The window.</param>
    /// <returns>Null where no part of the window lies between samples.</returns>
    public static WindowTotal? OfState(Timeline timeline, TimeWindow window) =>
        Sum(timeline, window, 2 * timeline.TypicalInterval(), place => timeline.Values[place] * (timeline.Moments[place] - timeline.Moments[place - 1]) * 1e-9);

    private static WindowTotal? Sum(Timeline timeline, TimeWindow window, long longest, Func<int, double> between)
    {
        var (amount, covered) = (0.0, 0L);
        for (var place = 1; place < timeline.Count; place++)
        {
            var (from, to) = (timeline.Moments[place - 1], timeline.Moments[place]);
            var overlap = Math.Min(to, window.End) - Math.Max(from, window.Start);
            if (overlap <= 0 || to - from > longest || between(place) is var share && !double.IsFinite(share))
                continue;
            amount += share * overlap / (to - from);
            covered += overlap;
        }
        var length = window.End - window.Start;
        return covered > 0 ? new(amount * length / covered, (double)covered / length) : null;
    }
}
