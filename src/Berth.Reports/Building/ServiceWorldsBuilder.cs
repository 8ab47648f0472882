using Berth.Accounting.Services;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

using Row = IReadOnlyList<(string World, ServiceSummary Summary)>;

/// <summary>Puts the figures of scaling policies of a simulated run beside those of measured runs of the same experiment.</summary>
public static class ServiceWorldsBuilder
{
    /// <summary>Every policy that was simulated and measured at least once.</summary>
    /// <param name="variants">The variants in order, the same of all runs.</param>
    /// <param name="simulated">What the policies gave in simulation.</param>
    /// <param name="measured">What they gave in other worlds, with the names of these.</param>
    public static IReadOnlyList<ReportServiceWorlds> Compare(
        IReadOnlyList<ServiceVariant> variants, IReadOnlyList<ServiceSummary> simulated, params IReadOnlyList<(string World, IReadOnlyList<ServiceSummary> Summaries)> measured) =>
    [
        .. from service in simulated.GroupBy(summary => (summary.Variant, summary.Service))
           let rows = service.Select(one => Everywhere(one, measured)).Where(row => row.Count > 1).ToList()
           let complete = WorldRanks.Complete(rows, each => each.World)
           from row in rows
           select new ReportServiceWorlds(
               variants[service.Key.Variant - 1].Label, service.Key.Service, row[0].Summary.Scaling, [.. row.Select((each, at) => World(each.World, each.Summary, at == 0 ? null : row[0].Summary) with
               {
                   P99Rank = WorldRanks.Of(complete, row, at, other => other.Summary.P99Seconds.Mean ?? double.PositiveInfinity),
                   CoreSecondsRank = WorldRanks.Of(complete, row, at, other => CoreSeconds(other.Summary)),
               })]),
    ];

    /// <summary>Whether all worlds rank the policies the same, a sentence for each variant and service that has several.</summary>
    public static IReadOnlyList<string> Rankings(IReadOnlyList<ReportServiceWorlds> worlds)
    {
        var groups = worlds.GroupBy(row => (row.Variant, row.Service)).Where(group => group.Count() > 1).ToList();
        return [.. groups.Select(group => (groups.Count > 1 ? $"{group.Key.Service}{(group.Key.Variant.Length > 0 ? $" with {group.Key.Variant}" : "")}: " : "") + Ranking([.. group.Select(row => row.Worlds)]))];
    }

    private static string Ranking(IReadOnlyList<IReadOnlyList<ReportServiceWorld>> rows)
    {
        var every = WorldRanks.Every(rows.Max(row => row.Count));
        return (WorldRanks.Agree(rows, world => world.P99Rank), WorldRanks.Agree(rows, world => world.CoreSecondsRank)) switch
        {
            (true, true) => $"{every} rank the policies the same, by p99 and by core-seconds.",
            (true, false) => $"{every} rank the policies the same by p99, but not by core-seconds.",
            (false, true) => $"{every} rank the policies the same by core-seconds, but not by p99.",
            (false, false) => "the worlds rank the policies differently, both by p99 and by core-seconds.",
        };
    }

    private static Row Everywhere(ServiceSummary simulated, IReadOnlyList<(string World, IReadOnlyList<ServiceSummary> Summaries)> measured) =>
    [
        (WorldsBuilder.Simulation, simulated),
        .. from each in measured
           from other in each.Summaries
           where other.Variant == simulated.Variant && other.Service == simulated.Service && other.Scaling == simulated.Scaling
           select (each.World, other),
    ];

    private static ReportServiceWorld World(string world, ServiceSummary summary, ServiceSummary? simulated) => new(
        world,
        P99(summary), simulated is null ? null : WorldRanks.Difference(P99(simulated), P99(summary)), null,
        CoreSeconds(summary), simulated is null ? null : WorldRanks.Difference(CoreSeconds(simulated), CoreSeconds(summary)), null);

    private static double? P99(ServiceSummary summary) => summary.P99Seconds.Mean * 1000;

    private static double CoreSeconds(ServiceSummary summary) => summary.CoreSeconds.Mean ?? 0;
}
