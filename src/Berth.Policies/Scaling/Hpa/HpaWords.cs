using System.Globalization;

namespace Berth.Policies.Scaling.Hpa;

/// <summary>What led to a decision, for people and as numbers.</summary>
internal static class HpaWords
{
    internal static string Of(in HpaOutcome outcome, HpaSettings settings)
    {
        var (proposals, current) = (outcome.Proposals, outcome.Current);
        return outcome.Step switch
        {
            HpaStep.SwitchedOff => "there are no replicas and 0 is not allowed, so the service is switched off",
            HpaStep.AboveMost => $"{current} replicas are more than the {outcome.Bound} that are allowed",
            HpaStep.BelowLeast => $"{current} replicas are fewer than the {outcome.Bound} that are allowed",
            HpaStep.Failed => $"{Failure(proposals, settings)}, so it stays at {current}",
            _ => $"{Metric(proposals, settings)}{Others(proposals, settings)}{Stabilized(outcome)}{Limit(outcome)}",
        };
    }

    internal static IReadOnlyList<Term> Terms(in HpaOutcome outcome)
    {
        var terms = new List<Term> { new("current", outcome.Current), new("failed metrics", outcome.Proposals.Failures) };
        if (outcome.Proposals.Replicas is not { } wanted)
            return terms;
        var best = outcome.Proposals.Best;
        terms.Add(new("measured", best.Measured));
        terms.Add(new("ratio", best.Ratio));
        if (best.Assumed is { } assumed)
            terms.Add(new("ratio with assumed values", assumed));
        terms.Add(new("recommended", wanted));
        terms.Add(new("stabilized", outcome.Stabilized));
        return terms;
    }

    private static string Metric(in HpaProposals proposals, HpaSettings settings)
    {
        var (metric, best) = (settings.Metrics[proposals.Deciding], proposals.Best);
        var unit = metric.Kind switch { HpaTargetKind.Utilization => " % of the requests", HpaTargetKind.AverageValue when metric.Source is not (HpaMetricSource.Object or HpaMetricSource.External) => " a replica", _ => "" };
        var target = metric.Kind == HpaTargetKind.AverageValue ? $"{Number(metric.Target)} a replica" : $"{Number(metric.Target)}{(metric.Kind == HpaTargetKind.Utilization ? " %" : "")}";
        var assumed = best.Assumed is { } ratio ? $", {Number(ratio)} with {Number(best.Filled)} unready or unknown" : "";
        return $"{metric.Name}{(metric.Container is { } container ? $" of {container}" : "")} is {Number(best.Measured)}{unit}, {(double.IsFinite(best.Ratio) ? $"{Number(best.Ratio)} of " : "")}the target {target}{assumed}: {Replicas(proposals.Replicas ?? 0)}";
    }

    private static string Others(in HpaProposals proposals, HpaSettings settings) => proposals.Failures > 0 ? $"; {Failure(proposals, settings)}" : "";

    private static string Failure(in HpaProposals proposals, HpaSettings settings) => proposals.FirstFailed < 0
        ? "there is no metric"
        : $"{settings.Metrics[proposals.FirstFailed].Name} {proposals.Failure}{(proposals.Failures > 1 ? $" and {proposals.Failures - 1} more failed" : "")}";

    private static string Stabilized(in HpaOutcome outcome) =>
        outcome.Stabilized == outcome.Proposals.Replicas ? "" : $"; {outcome.Stabilized} by what was recommended lately";

    private static string Limit(in HpaOutcome outcome) => outcome.Step switch
    {
        HpaStep.Rate => $"; {outcome.Bound} by the limit of one period",
        HpaStep.Most => $"; no more than {outcome.Bound} are allowed",
        HpaStep.Least => $"; no fewer than {outcome.Bound} are allowed",
        _ => "",
    };

    private static string Replicas(int count) => count == 1 ? "1 replica" : $"{count} replicas";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
