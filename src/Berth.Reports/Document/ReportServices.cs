namespace Berth.Reports.Document;

/// <summary>A comparison of scaling policies on identical requests.</summary>
/// <param name="Question">What was asked: <c>How many replicas does inference need, and who decides best?</c></param>
/// <param name="Rows">One row for each variant, service and policy, in the order of the file.</param>
/// <param name="Courses">What happened over time in the first repetition, one for each row.</param>
/// <param name="Worlds">The figures of an emulated run beside those of this simulated one; empty without.</param>
/// <param name="Rankings">Whether both worlds rank the policies the same, a sentence for each variant and service that both have.</param>
public sealed record ReportServices(
    string Question, IReadOnlyList<ReportServiceRow> Rows, IReadOnlyList<ReportServiceCourse> Courses, IReadOnlyList<ReportServiceWorlds> Worlds, IReadOnlyList<string> Rankings);

/// <summary>A figure over the repetitions.</summary>
/// <param name="Mean">Its mean; null where it is infinite or unknown in a repetition.</param>
/// <param name="Low">Lower end of its 95 % interval; null with one repetition.</param>
/// <param name="High">Upper end.</param>
public sealed record ReportEstimate(double? Mean, double? Low, double? High);

/// <summary>What a scaling policy gave for a service in one variant.</summary>
public sealed record ReportServiceRow
{
    /// <summary>Label of the variant; empty without lists.</summary>
    public required string Variant { get; init; }

    /// <summary>Name of the service.</summary>
    public required string Service { get; init; }

    /// <summary>Name of the policy.</summary>
    public required string Scaling { get; init; }

    /// <summary>Whether it is the answer for its variant and service.</summary>
    public required bool Best { get; init; }

    /// <summary>Whether no other row, but one that knows the future, is at least as good in both p99 and core-seconds and better in one; never with an infinite p99.</summary>
    public required bool Pareto { get; init; }

    /// <summary>Whether it knows the future, and so is a bound and no choice.</summary>
    public required bool Clairvoyant { get; init; }

    /// <summary>Number of repetitions behind the figures.</summary>
    public required int Repetitions { get; init; }

    /// <summary>Requests of all repetitions.</summary>
    public required long Requests { get; init; }

    /// <summary>Requests of all repetitions that were refused.</summary>
    public required long Refused { get; init; }

    /// <summary>Requests of all repetitions that were not answered in time, or failed.</summary>
    public required long Lost { get; init; }

    /// <summary>The objective, and whether it was met in every repetition; null when nothing is promised.</summary>
    public required ReportSlo? Slo { get; init; }

    /// <summary>Median latency over all requests, one without an answer being infinitely late.</summary>
    public required ReportEstimate P50Ms { get; init; }

    /// <summary>95th percentile, as <see cref="P50Ms"/>.</summary>
    public required ReportEstimate P95Ms { get; init; }

    /// <summary>99th percentile, as <see cref="P50Ms"/>.</summary>
    public required ReportEstimate P99Ms { get; init; }

    /// <summary>Requests that were answered within the objective.</summary>
    public required ReportEstimate AttainmentPercent { get; init; }

    /// <summary>Mean number of reserved cores, standby included.</summary>
    public required ReportEstimate MeanCores { get; init; }

    /// <summary>Reserved cores over time, standby included.</summary>
    public required ReportEstimate CoreSeconds { get; init; }

    /// <summary>The part of them that standby reserved.</summary>
    public required ReportEstimate StandbyPercent { get; init; }

    /// <summary>How often the number of replicas that was asked for changed.</summary>
    public required ReportEstimate Changes { get; init; }

    /// <summary>Energy of the site's nodes.</summary>
    public required ReportEstimate Joules { get; init; }

    /// <summary>Carbon dioxide equivalent of it, PUE included.</summary>
    public required ReportEstimate Grams { get; init; }

    /// <summary>Price of it.</summary>
    public required ReportEstimate Cost { get; init; }

    /// <summary>Against the first policy of its variant and service; null for that one itself.</summary>
    public required ReportServiceDifference? VersusFirst { get; init; }

    /// <summary>Against the policy that knows the future; null for that one itself and where there is none.</summary>
    public required ReportServiceDifference? VersusOracle { get; init; }

    /// <summary>Latency (ms) and the fraction of all requests that were answered within it, first repetition; stays below 1 by what was not answered.</summary>
    public required IReadOnlyList<ReportPoint> Cdf { get; init; }
}

/// <summary>Mean of the differences from another policy, paired by repetition.</summary>
/// <param name="Reference">Name of the other policy.</param>
/// <param name="P99Ms">Difference of the 99th percentile.</param>
/// <param name="P99Percent">The same in percent of the other's.</param>
/// <param name="CoreSeconds">Difference of the reserved core-seconds.</param>
/// <param name="CoreSecondsPercent">The same in percent of the other's.</param>
public sealed record ReportServiceDifference(
    string Reference, ReportEstimate P99Ms, ReportEstimate P99Percent, ReportEstimate CoreSeconds, ReportEstimate CoreSecondsPercent);
