using Berth.Model;
using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>Whether an objective was met over all items, a lost one being infinitely late.</summary>
public sealed record SloSummary(bool Met, IReadOnlyList<SloBoundSummary> Bounds);

/// <summary>One bound of an objective beside what was achieved.</summary>
public sealed record SloBoundSummary(PercentileBound Bound, Duration Achieved)
{
    /// <summary>Whether the achieved percentile is at most the bound.</summary>
    public bool Met => Achieved.Seconds <= Bound.Bound.Seconds;
}
