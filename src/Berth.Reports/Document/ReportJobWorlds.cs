namespace Berth.Reports.Document;

/// <summary>One combination of policies in several worlds, on the same calls.</summary>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Label">Name of the combination.</param>
/// <param name="Worlds">The worlds, the simulation first; one that lacks the combination is left out.</param>
public sealed record ReportJobWorlds(string Variant, string Label, IReadOnlyList<ReportJobWorld> Worlds);

/// <summary>A combination of policies in one world, over the repetitions that the simulation and this world have.</summary>
/// <param name="World"><c>simulation</c>, <c>emulation</c> or <c>kubernetes</c>.</param>
/// <param name="TurnaroundSeconds">Mean time from arrival to end.</param>
/// <param name="TurnaroundDifferencePercent">How far the simulated mean is from it, in percent of it; null for the simulation itself.</param>
/// <param name="P95Seconds">95th percentile.</param>
/// <param name="P95DifferencePercent">How far the simulated one is from it, in percent of it; null for the simulation itself.</param>
/// <param name="Rank">Rank by the mean, 1 is the best, among the combinations that all worlds have; null for others.</param>
public sealed record ReportJobWorld(string World, double TurnaroundSeconds, double? TurnaroundDifferencePercent, double P95Seconds, double? P95DifferencePercent, int? Rank);
