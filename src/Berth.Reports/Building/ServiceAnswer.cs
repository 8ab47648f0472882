using Berth.Accounting.Services;
using Berth.Model;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>What a comparison of scaling policies says, in a sentence for each variant and service, and whether promises were broken.</summary>
public static class ServiceAnswer
{
    /// <summary>The sentences.</summary>
    /// <param name="variants">The variants in order.</param>
    /// <param name="summaries">What each policy gave.</param>
    public static string Sentence(IReadOnlyList<ServiceVariant> variants, IReadOnlyList<ServiceSummary> summaries) =>
        string.Join(" ", summaries.GroupBy(summary => (summary.Variant, summary.Service)).Select(group =>
            (variants[group.Key.Variant - 1].Label is { Length: > 0 } label ? label + ": " : "") + OfService([.. group], ServicesBuilder.Objective(variants, group.First()))));

    /// <summary>Whether the objectives of a file that must be met were; a sentence for each that was not. A policy that knows the future keeps nobody's promise.</summary>
    public static IReadOnlyList<string> BrokenPromises(IReadOnlyList<ServiceVariant> variants, IReadOnlyList<ServiceSummary> summaries) =>
    [
        .. from service in summaries.Where(summary => !summary.Clairvoyant).GroupBy(summary => (summary.Variant, summary.Service))
            let slo = ServicesBuilder.Objective(variants, service.First())
            let met = service.Count(policy => policy.Met == true)
            where slo?.Require == SloRequirement.All && met < service.Count() || slo?.Require == SloRequirement.Any && met == 0
            select $"{service.Key.Service}: {(slo.Require == SloRequirement.All ? "not every scaling policy meets" : "no scaling policy meets")} {FigureText.Objective(slo)}, which the file requires",
    ];

    /// <summary>Adds the part to a document, and its question and answer to what is asked and answered there.</summary>
    /// <param name="document">A document of the same run.</param>
    /// <param name="services">The part.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="broken">Its broken promises.</param>
    public static ReportDocument AddTo(ReportDocument document, ReportServices services, string answer, IReadOnlyList<string> broken)
    {
        var alone = document.Rows.Count == 0 && document.Jobs is null;
        return document with
        {
            Services = services,
            Question = alone ? services.Question : document.Question,
            Answer = alone ? answer : $"{document.Answer} {answer}",
            Warnings = [.. document.Warnings, .. broken],
        };
    }

    private static string OfService(IReadOnlyList<ServiceSummary> policies, ServiceLevelObjective? objective)
    {
        var service = policies[0].Service;
        if (policies.All(policy => policy.Requests == 0))
            return $"{service} got no requests, so there is no answer.";
        if (policies.Count == 1)
            return $"{service} under {policies[0].Scaling}: {Figures(policies[0])}{policies[0].Met switch { true => ", objective met", false => ", objective missed", null => "" }}.";
        if (objective is null || ServiceAdvice.Best(policies) is not { } best)
            return WithoutObjective(service, policies);
        var promise = FigureText.Objective(objective);
        var meeting = policies.Count(policy => policy is { Clairvoyant: false, Met: true });
        if (best.Met != true)
            return $"No policy meets {promise} for {service} in every repetition; {best.Scaling} comes closest ({Figures(best)}{Compared(best)}).";
        var why = meeting == 1 ? $"it alone meets {promise}" : $"of the {meeting} policies that meet {promise} it reserves the fewest core-seconds{(policies.Any(policy => policy is { AtMost: true, Clairvoyant: false, Met: true } && policy.CoreSeconds.Mean < best.CoreSeconds.Mean) ? " but for one that never scales" : "")}";
        return $"Scale {service} with {best.Scaling}: {why} ({Figures(best)}{Compared(best)}).";
    }

    private static string WithoutObjective(string service, IReadOnlyList<ServiceSummary> policies)
    {
        var real = policies.Where(policy => !policy.Clairvoyant).ToList();
        var fastest = real.OrderBy(policy => policy.P99Seconds.Mean ?? double.PositiveInfinity).ThenBy(policy => policy.CoreSeconds.Mean).First();
        var cheapest = real.OrderBy(policy => policy.CoreSeconds.Mean).First();
        return fastest == cheapest
            ? $"{service} under {fastest.Scaling} has the lowest p99 and reserves the fewest core-seconds ({Figures(fastest)}{Compared(fastest)})."
            : $"{service} has the lowest p99 under {fastest.Scaling} ({Figures(fastest)}); {cheapest.Scaling} reserves the fewest core-seconds ({Figures(cheapest)}).";
    }

    private static string Figures(ServiceSummary policy) =>
        $"p99 {FigureText.Milliseconds(policy.P99Seconds.Mean * 1000 ?? double.PositiveInfinity)}, {FigureText.Significant(policy.CoreSeconds.Mean)} core-seconds: {FigureText.Significant(policy.MeanCores.Mean)} cores on average";

    private static string Compared(ServiceSummary policy) => string.Concat(
        new[] { policy.VersusFirst, policy.VersusOracle }.OfType<ServiceComparison>().DistinctBy(each => each.Reference).Where(each => each.CoreSeconds.Percent.Mean is not null)
            .Select(each => $", {each.CoreSeconds.Percent.Mean:+0.0;-0.0;0.0} % against {each.Reference}"));
}
