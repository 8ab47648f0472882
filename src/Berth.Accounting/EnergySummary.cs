using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>
/// Energy of the nodes that took part, sources and workers, at their plug, over the measured time, idle power included.
/// </summary>
/// <param name="Total">Everything.</param>
/// <param name="Dynamic">The part above idle power.</param>
/// <param name="PerItem">Everything for each completed item; null when none completed.</param>
/// <param name="DynamicPerItem">The part above idle power for each completed item; null when none completed.</param>
/// <param name="Covered">Smallest part of the measured time that the samples of a node cover; the rest counts at the node's mean power.</param>
public sealed record EnergySummary(Energy Total, Energy Dynamic, Energy? PerItem, Energy? DynamicPerItem, Fraction Covered);
