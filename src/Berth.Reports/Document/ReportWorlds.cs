namespace Berth.Reports.Document;

/// <summary>One placement in two worlds.</summary>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Workload">Name of the workload.</param>
/// <param name="Placement">Name of the placement.</param>
/// <param name="SimulatedMeanMs">Mean latency in simulation.</param>
/// <param name="EmulatedMeanMs">Mean latency in emulation.</param>
/// <param name="SimulatedP95Ms">95th percentile in simulation.</param>
/// <param name="EmulatedP95Ms">95th percentile in emulation.</param>
/// <param name="Parts">Means of the parts in both.</param>
public sealed record ReportWorlds(
    string Variant, string Workload, string Placement, double SimulatedMeanMs, double EmulatedMeanMs, double SimulatedP95Ms, double EmulatedP95Ms, IReadOnlyList<ReportWorldsPart> Parts)
{
    /// <summary>How far the simulated mean is from the emulated one, in percent of it.</summary>
    public double MeanDifferencePercent => 100 * (SimulatedMeanMs / EmulatedMeanMs - 1);

    /// <summary>How far the simulated 95th percentile is from the emulated one, in percent of it.</summary>
    public double P95DifferencePercent => 100 * (SimulatedP95Ms / EmulatedP95Ms - 1);
}

/// <summary>One part of the latency in two worlds.</summary>
public sealed record ReportWorldsPart(string Part, double SimulatedMs, double EmulatedMs);
