namespace Berth.Reports.Document;

/// <summary>One combination of policies in two worlds, on the same calls. Ranks count from 1, the best, among the combinations that both worlds have.</summary>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Label">Name of the combination.</param>
/// <param name="SimulatedTurnaroundSeconds">Mean time from arrival to end in simulation.</param>
/// <param name="EmulatedTurnaroundSeconds">The same in emulation.</param>
/// <param name="SimulatedP95Seconds">95th percentile of it in simulation.</param>
/// <param name="EmulatedP95Seconds">The same in emulation.</param>
/// <param name="SimulatedRank">Rank by the mean in simulation.</param>
/// <param name="EmulatedRank">Rank by the mean in emulation.</param>
public sealed record ReportJobWorlds(
    string Variant,
    string Label,
    double SimulatedTurnaroundSeconds,
    double EmulatedTurnaroundSeconds,
    double SimulatedP95Seconds,
    double EmulatedP95Seconds,
    int SimulatedRank,
    int EmulatedRank)
{
    /// <summary>How far the simulated mean is from the emulated one, in percent of it.</summary>
    public double TurnaroundDifferencePercent => 100 * (SimulatedTurnaroundSeconds / EmulatedTurnaroundSeconds - 1);

    /// <summary>How far the simulated 95th percentile is from the emulated one, in percent of it.</summary>
    public double P95DifferencePercent => 100 * (SimulatedP95Seconds / EmulatedP95Seconds - 1);
}
