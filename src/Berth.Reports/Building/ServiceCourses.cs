using Berth.Accounting.Services;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>Writes the course of a service and the decisions behind it for the report.</summary>
internal static class ServiceCourses
{
    /// <summary>Decisions of a policy that a report holds; the records have all of them.</summary>
    internal const int MostSteps = 250;

    internal static ReportServiceCourse Of(string variant, ServiceOutcome outcome)
    {
        var series = outcome.Series;
        return new(
            variant, outcome.Service, outcome.Scaling, outcome.Repetition,
            [.. series.Select(each => each.EndSeconds)],
            [.. series.Select(each => each.Rate)],
            [.. series.Select(each => each.Queued)],
            [.. series.Select(each => each.Ready)],
            [.. series.Select(each => each.Desired)],
            [.. series.Select(each => each.Cores)],
            [.. series.Select(each => each.BusyPercent)],
            [.. series.Select(each => each.P99Seconds * 1000)],
            [.. series.Select(each => each.Failed)],
            Steps(outcome),
            outcome.Steps.Count);
    }

    private static List<ReportScalingStep> Steps(ServiceOutcome outcome)
    {
        var notable = NotableSteps.Of(outcome).ToDictionary(each => each.Step, each => each.Why);
        var others = outcome.Steps.Where(step => !notable.ContainsKey(step)).OrderByDescending(step => Math.Abs(step.To - step.From)).Take(MostSteps - notable.Count).ToHashSet();
        return [.. outcome.Steps.Where(step => notable.ContainsKey(step) || others.Contains(step)).Select(step => new ReportScalingStep(
            step.AtSeconds, step.From, step.To, step.Reason, [.. step.Terms.Select(term => new ReportTerm(term.Key, term.Value))], notable.GetValueOrDefault(step)))];
    }
}
