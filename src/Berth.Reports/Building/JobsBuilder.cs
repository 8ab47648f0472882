using Berth.Accounting.Jobs;
using Berth.Accounting.Statistics;
using Berth.Model;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>
/// Puts a comparison of policies together. Repetitions of one number have identical jobs, so differences from the baseline are paired:
/// the interval is of the mean of the differences, not the difference of the means.
/// </summary>
public sealed class JobsBuilder(IReadOnlyList<Variant> variants, IReadOnlyList<JobCaseResult> results, IReadOnlyList<ReportBound> bounds)
{
    private const int MostNodes = 200;
    private const int MostHours = 400;
    private const double SecondsPerHour = 3600;
    private const double JoulesPerKilowattHour = 3.6e6;

    /// <summary>The document's part.</summary>
    /// <param name="worlds">The combinations in several worlds; empty without.</param>
    public ReportJobs Build(IReadOnlyList<ReportJobWorlds> worlds)
    {
        var rows = new List<ReportJobRow>();
        foreach (var (index, variant) in variants.Index())
        {
            var combinations = Combinations(index + 1);
            if (combinations.Count == 0)
                continue;
            var built = combinations.Select(row => Row(variant, row, combinations[0])).ToList();
            rows.AddRange(built.Select(row => row with { Pareto = !built.Any(other => Dominates(other, row)) }));
        }
        var names = string.Join(" and ", variants[0].Experiment.Jobs.Select(jobs => jobs.Name));
        var asksWhen = variants.Any(variant => variant.Experiment.Shiftings.Count > 1);
        return new(
            $"Where {(asksWhen ? "and when " : "")}should {names} run?",
            rows.Count > 0 ? rows[0].Label : "",
            rows,
            bounds,
            [.. All().SelectMany(Sites)],
            [.. All().SelectMany(Hours)],
            [.. All().Where(row => row.Cases[0].Nodes.Count <= MostNodes).SelectMany(Nodes)])
        {
            Worlds = worlds,
            Rankings = JobWorldsBuilder.Rankings(worlds),
        };
    }

    /// <summary>The name of a combination, without the parts that do not vary.</summary>
    public static string Label(Experiment experiment, JobCase one)
    {
        var parts = new List<string>();
        if (experiment.Placements.Count > 1 || (experiment.Shiftings.Count == 1 && experiment.Forecasts.Count == 1))
            parts.Add(one.Placement);
        if (experiment.Shiftings.Count > 1)
            parts.Add(one.Shifting);
        var label = string.Join(" · ", parts);
        return experiment.Forecasts.Count > 1 ? label.Length > 0 ? $"{label} ({one.Forecast})" : one.Forecast : label;
    }

    private List<Combination> Combinations(int variant) =>
    [
        .. results.Where(result => result.Case.Variant == variant).GroupBy(result => result.Case with { Repetition = 0 })
            .Select(row => new Combination(row.Key, Label(variants[variant - 1].Experiment, row.Key), [.. row.OrderBy(result => result.Case.Repetition)])),
    ];

    private IEnumerable<Combination> All() => variants.Index().SelectMany(each => Combinations(each.Index + 1));

    private ReportJobRow Row(Variant variant, Combination row, Combination baseline) => new(
        row.Label, variant.Label, row.Case.Placement, row.Case.Shifting, row.Case.Forecast, row.Cases.Count, false,
        [.. JobFigures.All.Select(figure => Figure(figure, variant, row, baseline))]);

    private ReportFigure Figure(JobFigure figure, Variant variant, Combination row, Combination baseline)
    {
        var values = Values(figure, row);
        double? mean = values.Length == row.Cases.Count ? values.Average() : null;
        var interval = mean is null ? null : Interval.OfMean(values);
        double? difference = null;
        Interval? ofDifference = null;
        if (row != baseline && mean is not null)
        {
            var paired = (from one in row.Cases
                          join other in baseline.Cases on one.Case.Repetition equals other.Case.Repetition
                          let value = figure.Of(one.Kpis)
                          let reference = figure.Of(other.Kpis)
                          where value is not null && reference is not null && reference != 0
                          select 100 * (value.Value / reference.Value - 1)).ToArray();
            difference = paired.Length > 0 ? paired.Average() : null;
            ofDifference = Interval.OfMean(paired);
        }
        var bound = bounds.FirstOrDefault(bound => bound.Figure == figure.Name && bound.Variant == variant.Label);
        return new(
            figure.Name, figure.Title, figure.Unit, figure.Better, mean, interval?.Low, interval?.High,
            difference, ofDifference?.Low, ofDifference?.High, bound is { Value: > 0 } && mean is not null ? 100 * (mean / bound.Value - 1) : null);
    }

    private static double[] Values(JobFigure figure, Combination row) => [.. row.Cases.Select(one => figure.Of(one.Kpis)).OfType<double>()];

    private static bool Dominates(ReportJobRow one, ReportJobRow other)
    {
        var (time, otherTime) = (Mean(one, JobFigures.Turnaround), Mean(other, JobFigures.Turnaround));
        var (carbon, otherCarbon) = (Mean(one, JobFigures.Carbon), Mean(other, JobFigures.Carbon));
        return time <= otherTime && carbon <= otherCarbon && (time < otherTime || carbon < otherCarbon);
    }

    private static double Mean(ReportJobRow row, string figure) => row.Figures.Single(each => each.Name == figure).Mean ?? double.PositiveInfinity;

    private IEnumerable<ReportSiteUse> Sites(Combination row) =>
        from site in row.Cases[0].Sites
        let uses = row.Cases.Select(one => one.Nodes.Where(node => node.Site == site).ToList()).ToList()
        select new ReportSiteUse(
            LabelOf(row), row.Label, site,
            uses.Average(nodes => nodes.Sum(node => node.Total.Joules) / JoulesPerKilowattHour),
            uses.Average(nodes => nodes.Sum(node => node.Total.Grams)),
            100 * uses.Average(nodes => Part(nodes.Sum(node => node.BusyCoreSeconds), nodes.Sum(node => node.CoreSeconds))));

    private IEnumerable<ReportNodeUse> Nodes(Combination row) => row.Cases[0].Nodes.Select(node => new ReportNodeUse(
        LabelOf(row), row.Label, node.Name, node.Site, node.Total.Joules / JoulesPerKilowattHour, node.Total.Grams, 100 * Part(node.BusyCoreSeconds, node.CoreSeconds)));

    private IEnumerable<ReportHours> Hours(Combination row)
    {
        var first = row.Cases[0];
        for (var site = 0; site < first.Sites.Count; site++)
        {
            var readings = first.Hours.Where(hour => hour.Site == site).ToList();
            var stride = Math.Max(1, (readings.Count + MostHours - 1) / MostHours);
            var (ends, watts, grams, cores) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            var (last, total, busy) = (0L, default(Model.Observations.Amount), 0.0);
            for (var at = stride - 1; at < readings.Count + stride - 1; at += stride)
            {
                var reading = readings[Math.Min(at, readings.Count - 1)];
                var seconds = (reading.Moment - last) * 1e-9;
                if (seconds <= 0)
                    continue;
                ends.Add(reading.Moment * 1e-9 / SecondsPerHour);
                watts.Add((reading.Total.Joules - total.Joules) / seconds / 1000);
                grams.Add((reading.Total.Grams - total.Grams) / (seconds / SecondsPerHour));
                cores.Add((reading.BusyCoreSeconds - busy) / seconds);
                (last, total, busy) = (reading.Moment, reading.Total, reading.BusyCoreSeconds);
            }
            yield return new(LabelOf(row), row.Label, first.Sites[site], ends, watts, grams, cores);
        }
    }

    private string LabelOf(Combination row) => variants[row.Case.Variant - 1].Label;

    private static double Part(double part, double whole) => whole > 0 ? part / whole : 0;

    private sealed record Combination(JobCase Case, string Label, IReadOnlyList<JobCaseResult> Cases);
}
