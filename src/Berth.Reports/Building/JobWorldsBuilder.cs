using Berth.Accounting.Jobs;
using Berth.Model;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>Puts the figures of policies on calls in simulation beside those of measured runs of the same experiment.</summary>
public static class JobWorldsBuilder
{
    /// <summary>Every combination of policies that was simulated and measured, over the repetitions that all its worlds have.</summary>
    /// <param name="variants">The variants in order, the same of all runs.</param>
    /// <param name="simulated">What the combinations gave in simulation.</param>
    /// <param name="measured">What they gave in other worlds, with the names of these.</param>
    public static IReadOnlyList<ReportJobWorlds> Compare(
        IReadOnlyList<Variant> variants, IReadOnlyList<JobCaseResult> simulated, params IReadOnlyList<(string World, IReadOnlyList<JobCaseResult> Results)> measured)
    {
        var rows = simulated.Select(result => Combination(result.Case)).Distinct()
            .Select(one => (Case: one, Worlds: Means(one, [(WorldsBuilder.Simulation, simulated), .. measured]))).Where(row => row.Worlds.Count > 1).ToList();
        return
        [
            .. from row in rows
               let complete = WorldRanks.Complete([.. rows.Where(other => other.Case.Variant == row.Case.Variant).Select(other => other.Worlds)], each => each.World)
               select new ReportJobWorlds(
                   variants[row.Case.Variant - 1].Label, JobsBuilder.Label(variants[row.Case.Variant - 1].Experiment, row.Case),
                   [.. row.Worlds.Select((each, at) => new ReportJobWorld(
                       each.World,
                       each.Mean, at == 0 ? null : WorldRanks.Difference(row.Worlds[0].Mean, each.Mean),
                       each.P95, at == 0 ? null : WorldRanks.Difference(row.Worlds[0].P95, each.P95),
                       WorldRanks.Of(complete, row.Worlds, at, other => other.Mean)))]),
        ];
    }

    /// <summary>Whether all worlds rank the policies the same, a sentence for each variant that has several.</summary>
    public static IReadOnlyList<string> Rankings(IReadOnlyList<ReportJobWorlds> worlds) =>
    [
        .. from variant in worlds.GroupBy(row => row.Variant)
           where variant.Count() > 1
           select (variant.Key.Length > 0 ? $"{variant.Key}: " : "") + (WorldRanks.Agree(variant.Select(row => row.Worlds), world => world.Rank)
               ? $"{WorldRanks.Every(variant.Max(row => row.Worlds.Count))} rank the policies the same by mean turnaround."
               : "the worlds rank the policies differently by mean turnaround."),
    ];

    private static IReadOnlyList<(string World, double Mean, double P95)> Means(JobCase combination, IReadOnlyList<(string World, IReadOnlyList<JobCaseResult> Results)> worlds)
    {
        var having = worlds
            .Select(world => (world.World, Results: world.Results.Where(result => Combination(result.Case) == combination && result.Kpis.MeanTurnaround is not null).ToDictionary(result => result.Case.Repetition)))
            .Where(world => world.Results.Count > 0).ToList();
        if (having is not [(WorldsBuilder.Simulation, _), ..])
            return [];
        var common = having.Select(world => world.Results.Keys.AsEnumerable()).Aggregate((one, other) => one.Intersect(other)).ToList();
        return common.Count == 0 ? [] :
            [.. having.Select(world => (world.World, common.Average(each => world.Results[each].Kpis.MeanTurnaround!.Value), common.Average(each => world.Results[each].Kpis.P95Turnaround!.Value)))];
    }

    private static JobCase Combination(JobCase one) => one with { Repetition = 0 };
}
