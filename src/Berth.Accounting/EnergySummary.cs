using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>
/// Energy of the nodes that took part, sources and workers, over the measured time: modelled, at their plug, idle power included; or what a meter says.
/// </summary>
/// <param name="Total">Everything.</param>
/// <param name="Dynamic">The part above idle power; null when it was metered, since meters do not tell it.</param>
/// <param name="PerItem">Everything for each completed item; null when none completed.</param>
/// <param name="DynamicPerItem">That part for each completed item; null when it is, or none completed.</param>
/// <param name="Covered">Smallest part of the measured time that the samples of a node cover; the rest counts at the node's mean power.</param>
/// <param name="Meter">Who measured it; null when it is modelled.</param>
public sealed record EnergySummary(Energy Total, Energy? Dynamic, Energy? PerItem, Energy? DynamicPerItem, Fraction Covered, string? Meter = null);
