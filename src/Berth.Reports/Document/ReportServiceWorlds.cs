namespace Berth.Reports.Document;

/// <summary>One scaling policy in two worlds. Ranks count from 1, the best, among the policies that both worlds have.</summary>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Scaling">Name of the policy.</param>
/// <param name="SimulatedP99Ms">99th percentile of the latency in simulation, mean over repetitions; null is infinite.</param>
/// <param name="EmulatedP99Ms">The same in emulation.</param>
/// <param name="SimulatedP99Rank">Rank by it in simulation.</param>
/// <param name="EmulatedP99Rank">Rank by it in emulation.</param>
/// <param name="SimulatedCoreSeconds">Reserved core-seconds in simulation.</param>
/// <param name="EmulatedCoreSeconds">The same in emulation.</param>
/// <param name="SimulatedCoresRank">Rank by them in simulation.</param>
/// <param name="EmulatedCoresRank">Rank by them in emulation.</param>
public sealed record ReportServiceWorlds(
    string Variant,
    string Service,
    string Scaling,
    double? SimulatedP99Ms,
    double? EmulatedP99Ms,
    int SimulatedP99Rank,
    int EmulatedP99Rank,
    double SimulatedCoreSeconds,
    double EmulatedCoreSeconds,
    int SimulatedCoresRank,
    int EmulatedCoresRank)
{
    /// <summary>How far the simulated 99th percentile is from the emulated one, in percent of it; null where either is infinite.</summary>
    public double? P99DifferencePercent => EmulatedP99Ms > 0 ? 100 * (SimulatedP99Ms / EmulatedP99Ms - 1) : null;

    /// <summary>How far the simulated core-seconds are from the emulated ones, in percent of them.</summary>
    public double? CoreSecondsDifferencePercent => EmulatedCoreSeconds > 0 ? 100 * (SimulatedCoreSeconds / EmulatedCoreSeconds - 1) : null;
}
