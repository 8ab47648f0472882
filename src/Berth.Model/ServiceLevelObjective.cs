using Berth.Model.Units;

namespace Berth.Model;

/// <summary>Upper bounds of latency percentiles, counted from the scheduled moment, a lost item being infinitely late.</summary>
/// <param name="Percentiles">Bounds by percentile (0..100], ascending.</param>
/// <param name="Require">Which of the compared placements must meet it for the run to succeed.</param>
public sealed record ServiceLevelObjective(IReadOnlyList<PercentileBound> Percentiles, SloRequirement Require);

/// <summary>One bound: this percentile of the latency is at most this long.</summary>
public readonly record struct PercentileBound(double Percentile, Duration Bound);
