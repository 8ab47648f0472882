using Berth.Accounting.Services;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>Puts the figures of scaling policies of a simulated run beside those of an emulated run of the same experiment.</summary>
public static class ServiceWorldsBuilder
{
    /// <summary>Every policy that both runs have.</summary>
    /// <param name="variants">The variants in order, the same of both runs.</param>
    /// <param name="simulated">What the policies gave in simulation.</param>
    /// <param name="emulated">What they gave in emulation.</param>
    public static IReadOnlyList<ReportServiceWorlds> Compare(IReadOnlyList<ServiceVariant> variants, IReadOnlyList<ServiceSummary> simulated, IReadOnlyList<ServiceSummary> emulated) =>
    [
        .. from service in simulated.GroupBy(summary => (summary.Variant, summary.Service))
            let pairs = service.Select(one => (One: one, Other: emulated.FirstOrDefault(other => other.Variant == one.Variant && other.Service == one.Service && other.Scaling == one.Scaling)))
                .Where(pair => pair.Other is not null).Select(pair => new Pair(pair.One, pair.Other!)).ToList()
            from pair in pairs
            select new ReportServiceWorlds(
                variants[service.Key.Variant - 1].Label, service.Key.Service, pair.Simulated.Scaling,
                pair.Simulated.P99Seconds.Mean * 1000, pair.Emulated.P99Seconds.Mean * 1000,
                Rank(pairs, pair, each => P99(each.Simulated)), Rank(pairs, pair, each => P99(each.Emulated)),
                CoreSeconds(pair.Simulated), CoreSeconds(pair.Emulated),
                Rank(pairs, pair, each => CoreSeconds(each.Simulated)), Rank(pairs, pair, each => CoreSeconds(each.Emulated))),
    ];

    private static int Rank(List<Pair> pairs, Pair pair, Func<Pair, double> of) => 1 + pairs.Count(other => of(other) < of(pair));

    private static double P99(ServiceSummary summary) => summary.P99Seconds.Mean ?? double.PositiveInfinity;

    private static double CoreSeconds(ServiceSummary summary) => summary.CoreSeconds.Mean ?? 0;

    private sealed record Pair(ServiceSummary Simulated, ServiceSummary Emulated);
}
