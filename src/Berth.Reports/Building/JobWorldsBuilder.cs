using Berth.Accounting.Jobs;
using Berth.Model;
using Berth.Records.Store;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>Puts the figures of policies on calls in simulation beside those in emulation.</summary>
public static class JobWorldsBuilder
{
    /// <summary>Every combination of policies that both worlds have, over the repetitions that both have.</summary>
    /// <param name="variants">The variants in order, the same of both.</param>
    /// <param name="simulated">What the combinations gave in simulation.</param>
    /// <param name="emulated">What they gave in emulation.</param>
    public static IReadOnlyList<ReportJobWorlds> Compare(IReadOnlyList<Variant> variants, IReadOnlyList<JobCaseResult> simulated, IReadOnlyList<JobCaseResult> emulated)
    {
        var pairs = (from one in simulated
                     join other in emulated on one.Case equals other.Case
                     where one.Kpis.MeanTurnaround is not null && other.Kpis.MeanTurnaround is not null
                     group (one.Kpis, other.Kpis) by one.Case with { Repetition = 0 } into rows
                     select new Row(
                         rows.Key,
                         rows.Average(row => row.Item1.MeanTurnaround!.Value), rows.Average(row => row.Item2.MeanTurnaround!.Value),
                         rows.Average(row => row.Item1.P95Turnaround!.Value), rows.Average(row => row.Item2.P95Turnaround!.Value))).ToList();
        return [.. pairs.Select(row => new ReportJobWorlds(
            variants[row.Case.Variant - 1].Label, JobsBuilder.Label(variants[row.Case.Variant - 1].Experiment, row.Case),
            row.Simulated, row.Emulated, row.SimulatedP95, row.EmulatedP95,
            Rank(pairs, row, each => each.Simulated), Rank(pairs, row, each => each.Emulated)))];
    }

    /// <summary>The cases of another run with the numbers that their variants have in this one; those of variants that it lacks are left out.</summary>
    /// <param name="results">Cases of the other run.</param>
    /// <param name="theirs">Variants of the other run.</param>
    /// <param name="ours">Variants of this run in order.</param>
    public static IReadOnlyList<JobCaseResult> Renumbered(IReadOnlyList<JobCaseResult> results, IReadOnlyList<VariantRecord> theirs, IReadOnlyList<Variant> ours) =>
    [
        .. from each in results
           join their in theirs on each.Case.Variant equals their.Variant
           join our in ours.Index() on their.Label equals our.Item.Label
           select each with { Case = each.Case with { Variant = our.Index + 1 } },
    ];

    /// <summary>Whether both worlds rank the policies the same, a sentence for each variant.</summary>
    public static IReadOnlyList<string> Rankings(IReadOnlyList<ReportJobWorlds> worlds) =>
    [
        .. from variant in worlds.GroupBy(row => row.Variant)
           select (variant.Key.Length > 0 ? $"{variant.Key}: " : "") + (variant.All(row => row.SimulatedRank == row.EmulatedRank)
               ? "both worlds rank the policies the same by mean turnaround."
               : "the worlds rank the policies differently by mean turnaround."),
    ];

    private static int Rank(List<Row> rows, Row row, Func<Row, double> of) => 1 + rows.Count(other => other.Case.Variant == row.Case.Variant && of(other) < of(row));

    private sealed record Row(JobCase Case, double Simulated, double Emulated, double SimulatedP95, double EmulatedP95);
}
