using Berth.Reports.Document;

namespace Berth.Output;

/// <summary>A row of a comparison of scaling policies.</summary>
internal sealed record ServiceJson(
    string Variant,
    string Service,
    string Scaling,
    bool Best,
    bool Pareto,
    int Repetitions,
    long Requests,
    long Refused,
    long Lost,
    bool? SloMet,
    ReportEstimate LatencyP50Ms,
    ReportEstimate LatencyP95Ms,
    ReportEstimate LatencyP99Ms,
    ReportEstimate AttainmentPercent,
    ReportEstimate MeanCores,
    ReportEstimate CoreSeconds,
    ReportEstimate StandbyPercent,
    ReportEstimate Changes,
    ReportEstimate EnergyJ,
    ReportEstimate CarbonG,
    ReportEstimate Cost,
    ReportServiceDifference? VersusFirst,
    ReportServiceDifference? VersusOracle,
    IReadOnlyList<ScalingStepJson> NotableDecisions)
{
    internal static ServiceJson Of(ReportServiceRow row, ReportServices services) => new(
        row.Variant,
        row.Service,
        row.Scaling,
        row.Best,
        row.Pareto,
        row.Repetitions,
        row.Requests,
        row.Refused,
        row.Lost,
        row.Slo?.Met,
        row.P50Ms,
        row.P95Ms,
        row.P99Ms,
        row.AttainmentPercent,
        row.MeanCores,
        row.CoreSeconds,
        row.StandbyPercent,
        row.Changes,
        row.Joules,
        row.Grams,
        row.Cost,
        row.VersusFirst,
        row.VersusOracle,
        [.. services.Courses.Where(course => (course.Variant, course.Service, course.Scaling) == (row.Variant, row.Service, row.Scaling))
            .SelectMany(course => course.Steps).Where(step => step.Notable is not null).Select(ScalingStepJson.Of)]);
}

/// <summary>A decision of a scaling policy that is worth a look.</summary>
internal sealed record ScalingStepJson(double AtSeconds, int From, int To, string Notable, string Reason, IReadOnlyDictionary<string, double?> Terms)
{
    internal static ScalingStepJson Of(ReportScalingStep step) => new(
        step.AtS, step.From, step.To, step.Notable!, step.Reason, step.Terms.ToDictionary(term => term.Name, term => double.IsFinite(term.Value) ? term.Value : (double?)null));
}
