namespace Berth.Reports.Document;

/// <summary>A service under a policy over time, and the policy's decisions. Lists but the last two have the same length; each value covers the time since the one before.</summary>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Scaling">Name of the policy.</param>
/// <param name="Repetition">Number of the repetition.</param>
/// <param name="EndsS">Ends of the stretches of time, seconds from the start.</param>
/// <param name="Rate">Requests a second that came.</param>
/// <param name="Queued">Mean number of requests that waited.</param>
/// <param name="Ready">Mean number of replicas that took requests.</param>
/// <param name="Desired">Replicas that were asked for at the end.</param>
/// <param name="Cores">Mean number of reserved cores, standby included.</param>
/// <param name="BusyPercent">Mean use of the ready replicas.</param>
/// <param name="P99Ms">99th percentile of the latency of what was completed; null without any.</param>
/// <param name="Failed">Requests that were refused or lost.</param>
/// <param name="Steps">Its decisions; of very many those that are explained and the largest others.</param>
/// <param name="StepsTaken">How many decisions there are in the records.</param>
public sealed record ReportServiceCourse(
    string Variant,
    string Service,
    string Scaling,
    int Repetition,
    IReadOnlyList<double> EndsS,
    IReadOnlyList<double> Rate,
    IReadOnlyList<double> Queued,
    IReadOnlyList<double> Ready,
    IReadOnlyList<int> Desired,
    IReadOnlyList<double> Cores,
    IReadOnlyList<double> BusyPercent,
    IReadOnlyList<double?> P99Ms,
    IReadOnlyList<long> Failed,
    IReadOnlyList<ReportScalingStep> Steps,
    int StepsTaken);

/// <summary>A decision of a scaling policy.</summary>
/// <param name="AtS">When, seconds from the start.</param>
/// <param name="From">Replicas before.</param>
/// <param name="To">Replicas from then on.</param>
/// <param name="Reason">Why, in words and numbers.</param>
/// <param name="Terms">The numbers by name.</param>
/// <param name="Notable">Why it is one to look at: <c>largest scale-up</c>; null for the others.</param>
public sealed record ReportScalingStep(double AtS, int From, int To, string Reason, IReadOnlyList<ReportTerm> Terms, string? Notable);
