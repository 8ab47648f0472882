using Berth.Accounting.Statistics;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>The latencies of some items in ascending order, and how many of the items were lost.</summary>
internal sealed class LatencyPool
{
    private readonly double[] _seconds;
    private readonly int _lost;

    internal LatencyPool(IReadOnlyCollection<ItemTimeline> items)
    {
        _seconds = [.. items.Where(item => item.Outcome == ItemOutcome.Completed).Select(item => item.Latency / 1e9).Order()];
        _lost = items.Count - _seconds.Length;
    }

    internal LatencySummary? Summary(IReadOnlyList<LatencyPool> repetitions)
    {
        if (_seconds.Length + _lost == 0)
            return null;
        Sample? completed = _seconds.Length > 0 ? Sample.Of(_seconds) : null;
        return new(
            At(50), At(95), At(99),
            completed is { } mean ? new Duration(mean.Mean) : null,
            completed is { } maximum ? new Duration(maximum.Maximum) : null,
            Over(50), Over(95), Over(99),
            EmpiricalCdf.Points(_seconds, _lost));

        Interval? Over(double percentile) => Interval.OfMean([.. repetitions.Select(repetition => repetition.At(percentile).Seconds)]);
    }

    internal SloSummary? Against(ServiceLevelObjective? objective)
    {
        if (objective is null || _seconds.Length + _lost == 0)
            return null;
        SloBoundSummary[] bounds = [.. objective.Percentiles.Select(bound => new SloBoundSummary(bound, At(bound.Percentile)))];
        return new(bounds.All(bound => bound.Met), bounds);
    }

    private Duration At(double percentile) => new(Percentiles.NearestRank(_seconds, percentile, _lost));
}
