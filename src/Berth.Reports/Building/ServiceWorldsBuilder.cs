using Berth.Accounting.Services;
using Berth.Records.Store;
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

    /// <summary>The outcomes of another run with the numbers that their variants have in this one; those of variants that it lacks are left out.</summary>
    /// <param name="outcomes">Outcomes of the other run.</param>
    /// <param name="theirs">Variants of the other run.</param>
    /// <param name="ours">Variants of this run in order.</param>
    public static IReadOnlyList<(int Variant, ServiceOutcome Outcome)> Renumbered(
        IReadOnlyList<(int Variant, ServiceOutcome Outcome)> outcomes, IReadOnlyList<VariantRecord> theirs, IReadOnlyList<ServiceVariant> ours) =>
    [
        .. from each in outcomes
            join their in theirs on each.Variant equals their.Variant
            join our in ours.Index() on their.Label equals our.Item.Label
            select (our.Index + 1, each.Outcome),
    ];

    /// <summary>Whether both worlds rank the policies the same, a sentence for each variant and service.</summary>
    public static IReadOnlyList<string> Rankings(IReadOnlyList<ReportServiceWorlds> worlds)
    {
        var groups = worlds.GroupBy(row => (row.Variant, row.Service)).ToList();
        return [.. groups.Select(group => (groups.Count > 1 ? $"{group.Key.Service}{(group.Key.Variant.Length > 0 ? $" with {group.Key.Variant}" : "")}: " : "")
            + Ranking(group.All(row => row.SimulatedP99Rank == row.EmulatedP99Rank), group.All(row => row.SimulatedCoresRank == row.EmulatedCoresRank)))];
    }

    private static string Ranking(bool byLatency, bool byCores) => (byLatency, byCores) switch
    {
        (true, true) => "both worlds rank the policies the same, by p99 and by core-seconds.",
        (true, false) => "both worlds rank the policies the same by p99, but not by core-seconds.",
        (false, true) => "both worlds rank the policies the same by core-seconds, but not by p99.",
        (false, false) => "the worlds rank the policies differently, both by p99 and by core-seconds.",
    };

    private static int Rank(List<Pair> pairs, Pair pair, Func<Pair, double> of) => 1 + pairs.Count(other => of(other) < of(pair));

    private static double P99(ServiceSummary summary) => summary.P99Seconds.Mean ?? double.PositiveInfinity;

    private static double CoreSeconds(ServiceSummary summary) => summary.CoreSeconds.Mean ?? 0;

    private sealed record Pair(ServiceSummary Simulated, ServiceSummary Emulated);
}
