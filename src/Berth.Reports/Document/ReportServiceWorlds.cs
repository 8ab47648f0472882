namespace Berth.Reports.Document;

/// <summary>One scaling policy in several worlds.</summary>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Scaling">Name of the policy.</param>
/// <param name="Worlds">The worlds, the simulation first; one that lacks the policy is left out.</param>
public sealed record ReportServiceWorlds(string Variant, string Service, string Scaling, IReadOnlyList<ReportServiceWorld> Worlds);

/// <summary>A scaling policy in one world. Ranks count from 1, the best, among the policies that all worlds have; null for others.</summary>
/// <param name="World"><c>simulation</c>, <c>emulation</c> or <c>kubernetes</c>.</param>
/// <param name="P99Ms">99th percentile of the latency, mean over repetitions; null is infinite.</param>
/// <param name="P99DifferencePercent">How far the simulated one is from it, in percent of it; null where either is infinite, and for the simulation itself.</param>
/// <param name="P99Rank">Rank by it.</param>
/// <param name="CoreSeconds">Reserved core-seconds.</param>
/// <param name="CoreSecondsDifferencePercent">How far the simulated ones are from them, in percent of them; null for the simulation itself.</param>
/// <param name="CoreSecondsRank">Rank by them.</param>
public sealed record ReportServiceWorld(
    string World,
    double? P99Ms,
    double? P99DifferencePercent,
    int? P99Rank,
    double CoreSeconds,
    double? CoreSecondsDifferencePercent,
    int? CoreSecondsRank);
