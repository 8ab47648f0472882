namespace Berth.Reports.Document;

/// <summary>One placement in several worlds.</summary>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Workload">Name of the workload.</param>
/// <param name="Placement">Name of the placement.</param>
/// <param name="Worlds">The worlds, the simulation first.</param>
public sealed record ReportWorlds(string Variant, string Workload, string Placement, IReadOnlyList<ReportWorld> Worlds);

/// <summary>A placement in one world.</summary>
/// <param name="World"><c>simulation</c>, <c>emulation</c> or <c>kubernetes</c>.</param>
/// <param name="MeanMs">Mean latency.</param>
/// <param name="P95Ms">95th percentile of the latency.</param>
/// <param name="MeanDifferencePercent">How far the simulated mean is from this one, in percent of this one; null for the simulation itself.</param>
/// <param name="P95DifferencePercent">The same for the 95th percentile.</param>
/// <param name="Parts">Means of the parts.</param>
public sealed record ReportWorld(string World, double MeanMs, double P95Ms, double? MeanDifferencePercent, double? P95DifferencePercent, IReadOnlyList<ReportWorldPart> Parts);

/// <summary>One part of the latency in one world.</summary>
public sealed record ReportWorldPart(string Part, double Ms);
