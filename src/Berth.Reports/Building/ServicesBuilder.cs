using Berth.Accounting.Services;
using Berth.Model;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>Puts a comparison of scaling policies together.</summary>
/// <param name="variants">The variants in order.</param>
/// <param name="summaries">What each policy gave (<see cref="ServiceVariant.Summarise"/>).</param>
public sealed class ServicesBuilder(IReadOnlyList<ServiceVariant> variants, IReadOnlyList<ServiceSummary> summaries)
{
    /// <summary>The document's part.</summary>
    /// <param name="worlds">The comparison with an emulated run; empty without.</param>
    public ReportServices Build(IReadOnlyList<ReportServiceWorlds> worlds) => new(
        Question(),
        [.. summaries.GroupBy(summary => (summary.Variant, summary.Service)).SelectMany(group => Rows([.. group]))],
        [.. summaries.Select(summary => ServiceCourses.Of(Label(summary), summary.Outcomes[0]))],
        worlds,
        ServiceWorldsBuilder.Rankings(worlds));

    private string Question()
    {
        var names = summaries.Select(summary => summary.Service).Distinct().ToList();
        var decides = summaries.Select(summary => summary.Scaling).Distinct().Count() > 1 ? ", and who decides best" : "";
        return $"How many replicas {(names.Count == 1 ? "does" : "do")} {string.Join(" and ", names)} need{decides}?";
    }

    private IEnumerable<ReportServiceRow> Rows(IReadOnlyList<ServiceSummary> policies)
    {
        var best = policies.Count > 1 ? ServiceAdvice.Best(policies) : null;
        var front = ServiceAdvice.Front(policies);
        return policies.Select(policy => new ReportServiceRow
        {
            Variant = Label(policy),
            Service = policy.Service,
            Scaling = policy.Scaling,
            Best = policy == best,
            Pareto = front.Contains(policy),
            Clairvoyant = policy.Clairvoyant,
            Repetitions = policy.Outcomes.Count,
            Requests = policy.Requests,
            Refused = policy.Refused,
            Lost = policy.Lost,
            Slo = Slo(policy),
            P50Ms = Estimate(policy.P50Seconds, 1000),
            P95Ms = Estimate(policy.P95Seconds, 1000),
            P99Ms = Estimate(policy.P99Seconds, 1000),
            AttainmentPercent = Estimate(policy.Attainment, 100),
            MeanCores = Estimate(policy.MeanCores),
            CoreSeconds = Estimate(policy.CoreSeconds),
            StandbyPercent = Estimate(policy.StandbyPart, 100),
            Changes = Estimate(policy.Changes),
            Joules = Estimate(policy.Joules),
            Grams = Estimate(policy.Grams),
            Cost = Estimate(policy.Cost),
            VersusFirst = Difference(policy.VersusFirst),
            VersusOracle = Difference(policy.VersusOracle),
            Cdf = [.. policy.Outcomes[0].Cdf.Select(point => new ReportPoint(point.Value * 1000, point.Fraction))],
        });
    }

    private string Label(ServiceSummary summary) => variants[summary.Variant - 1].Label;

    private ReportSlo? Slo(ServiceSummary summary) => Objective(variants, summary) is { } slo
        ? new(FigureText.Objective(slo), summary.Met, [.. slo.Percentiles.Select(bound => new ReportSloBound(bound.Percentile, bound.Bound.Seconds * 1000))])
        : null;

    internal static ServiceLevelObjective? Objective(IReadOnlyList<ServiceVariant> variants, ServiceSummary summary) =>
        variants[summary.Variant - 1].Services.FirstOrDefault(service => service.Name == summary.Service)?.Slo;

    private static ReportServiceDifference? Difference(ServiceComparison? comparison) => comparison is null ? null : new(
        comparison.Reference, Estimate(comparison.P99Seconds.Absolute, 1000), Estimate(comparison.P99Seconds.Percent), Estimate(comparison.CoreSeconds.Absolute), Estimate(comparison.CoreSeconds.Percent));

    private static ReportEstimate Estimate(RepeatedFigure figure, double factor = 1)
    {
        var scaled = figure.Times(factor);
        return new(scaled.Mean, scaled.Low, scaled.High);
    }
}
