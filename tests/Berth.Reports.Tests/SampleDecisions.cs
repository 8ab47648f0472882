using Berth.Reports.Document;

namespace Berth.Reports.Tests;

internal static class SampleDecisions
{
    public static IEnumerable<ReportDecision> Make(string variant, string placement)
    {
        for (var number = 1; number <= 6; number++)
        {
            var source = $"endpoint-{number}";
            var chosen = placement switch
            {
                "local" => source,
                "mist" => $"endpoint-{(number % 6) + 1}",
                "edge" => $"edge-{((number - 1) % 2) + 1}",
                _ => "cloud-1",
            };
            var candidates = SampleTimeSeries.Nodes.Select(node => Refusal(placement, node, source) is { } refusal
                ? new ReportCandidate(node, refusal, [])
                : new ReportCandidate(node, null, [new("streams", node == chosen ? 0 : 1)]));
            yield return new(variant, placement, $"camera@{source}", placement, chosen,
                $"{chosen} has the fewest streams of the feasible nodes of its tier.", [.. candidates]);
        }
    }

    private static string? Refusal(string placement, string node, string source) => placement switch
    {
        "local" => node == source ? null : "not the source",
        "mist" => node == source ? "the source itself" : node.StartsWith("endpoint", StringComparison.Ordinal) ? null : "not in the tier endpoint",
        _ => node.StartsWith(placement, StringComparison.Ordinal) ? null : $"not in the tier {placement}",
    };
}
