using Berth.Accounting.Statistics;

namespace Berth.Accounting.Services;

/// <summary>What one repetition of a service under one scaling policy gave. All times in seconds; latencies count from the scheduled moment to the answer, the queue included.</summary>
/// <param name="Service">The service.</param>
/// <param name="Scaling">The policy.</param>
/// <param name="Repetition">Number from 1; those of one number have identical requests.</param>
/// <param name="Seconds">Length of the run.</param>
/// <param name="Requests">Requests that were scheduled.</param>
/// <param name="Completed">Requests that were answered in time.</param>
/// <param name="Refused">Requests that were refused.</param>
/// <param name="Lost">Requests that were not answered in time, or failed.</param>
/// <param name="MeanSeconds">Mean latency of completed requests; null without any.</param>
/// <param name="P50Seconds">Percentiles over all requests, what was not completed infinitely late; null where the rank falls on such a one.</param>
/// <param name="P95Seconds">The 95th.</param>
/// <param name="P99Seconds">The 99th.</param>
/// <param name="Attainment">Part of all requests that were answered within the objective; null without one.</param>
/// <param name="CoreSeconds">Cores that were reserved, over time: replicas from the decision to start them until they are gone, and standby.</param>
/// <param name="StandbyCoreSeconds">The part of it that standby reserved.</param>
/// <param name="Changes">How often the number of replicas that was asked for changed.</param>
/// <param name="Joules">Energy of the site's nodes; null where their power is unknown.</param>
/// <param name="Grams">Emissions of it, PUE included; null where they are unknown.</param>
/// <param name="Cost">Price of it; null where it is unknown.</param>
/// <param name="Cdf">The latencies' distribution over all requests.</param>
/// <param name="Series">What happened over time, at most a thousand points; each covers the time since the one before.</param>
/// <param name="Steps">The decisions that changed something, at most a thousand.</param>
public sealed record ServiceOutcome(
    string Service,
    string Scaling,
    int Repetition,
    double Seconds,
    long Requests,
    long Completed,
    long Refused,
    long Lost,
    double? MeanSeconds,
    double? P50Seconds,
    double? P95Seconds,
    double? P99Seconds,
    double? Attainment,
    double CoreSeconds,
    double StandbyCoreSeconds,
    int Changes,
    double? Joules,
    double? Grams,
    double? Cost,
    IReadOnlyList<CdfPoint> Cdf,
    IReadOnlyList<ServiceInterval> Series,
    IReadOnlyList<ScalingStep> Steps)
{
    /// <summary>Mean number of reserved cores.</summary>
    public double MeanCores => Seconds > 0 ? CoreSeconds / Seconds : 0;
}

/// <summary>A stretch of time of a service.</summary>
/// <param name="EndSeconds">When it ended, from the start of the run.</param>
/// <param name="Rate">Requests a second that came.</param>
/// <param name="Queued">Mean number of requests that waited.</param>
/// <param name="Ready">Mean number of replicas that took requests.</param>
/// <param name="Desired">Replicas that were asked for at its end.</param>
/// <param name="Cores">Mean number of reserved cores, standby included.</param>
/// <param name="BusyPercent">Mean use of the ready replicas.</param>
/// <param name="P99Seconds">99th percentile of the latency of what was completed in it; null without any.</param>
/// <param name="Failed">Requests that were refused or lost in it.</param>
public sealed record ServiceInterval(
    double EndSeconds, double Rate, double Queued, double Ready, int Desired, double Cores, double BusyPercent, double? P99Seconds, long Failed);

/// <summary>A decision of a scaling policy.</summary>
/// <param name="AtSeconds">When, from the start of the run.</param>
/// <param name="From">Replicas before.</param>
/// <param name="To">Replicas from then on.</param>
/// <param name="Reason">Why, in words and numbers.</param>
/// <param name="Terms">The numbers by name.</param>
public sealed record ScalingStep(double AtSeconds, int From, int To, string Reason, IReadOnlyDictionary<string, double> Terms);
