using Berth.Model;
using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>Whether an objective was met over all items, a lost one being infinitely late.</summary>
public sealed record SloSummary(bool Met, IReadOnlyList<SloBoundSummary> Bounds);

/// <summary>One bound of an objective beside what was achieved.</summary>
public sealed record SloBoundSummary(PercentileBound Bound, Duration Achieved)
{
    private const double HalfOfTheClocksUnit = 0.5e-9;

    /// <summary>Whether the achieved percentile is at most the bound, to the nanosecond.</summary>
    public bool Met => Achieved.Seconds < Bound.Bound.Seconds + HalfOfTheClocksUnit;
}
