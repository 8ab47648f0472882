using Berth.Reports.Document;

namespace Berth.Reports.Tests;

/// <summary>A seeded comparison of sixteen policies on jobs, as a run over three sites and three days would give.</summary>
internal static class SampleJobs
{
    public const string Baseline = "least-allocated · start-now";

    public static readonly string[] Variants = ["workloads.batch.load=0.5", "workloads.batch.load=0.9"];

    private static readonly string[] Repeated = ["meanWaitSeconds", "p95WaitSeconds", "meanTurnaroundSeconds", "p95TurnaroundSeconds", "makespanSeconds", "carbonGrams", "energyKilowattHours", "meanIntensityGramsPerKwh", "cost"];

    public static ReportDocument Make(int repetitions = 5, params string[] variants)
    {
        variants = variants.Length == 0 ? Variants : variants;
        var rows = variants.SelectMany((variant, index) => Rows(variant, 1 + (0.6 * index), repetitions)).ToArray();
        return SampleReport.Make() with
        {
            Title = "carbon-or-time",
            World = "simulation",
            Question = "Where and when should batch run?",
            Answer = "Carbon-aware with wait-awhile emits 39 % less than least-allocated does, and its jobs take 4.2 hours longer.",
            Warnings = [],
            Dilation = new(1, ""),
            Rows = [],
            TimeSeries = [],
            Checks = [],
            Decisions = [],
            Events = [],
            Topology = new(
                [
                    new("frankfurt", "cloud", 1_523, 96, 100, 512L << 30, 210, 760, 1.3, 380),
                    new("stockholm", "cloud", 24, 64, 100, 256L << 30, 140, 520, 1.15, 28),
                    new("warsaw", "edge", 12, 32, 100, 128L << 30, 80, 310, 1.5, 690, [.. Enumerable.Range(0, 12).Select(number => $"host_{(char)('a' + number)}")]),
                ],
                [], []),
            Jobs = new(
                "Where and when should batch run?", Baseline, rows, [.. variants.SelectMany(variant => Bounds(rows, variant))],
                [.. rows.SelectMany(SampleJobUse.Sites)], [.. rows.SelectMany(SampleJobUse.Hours)], [.. rows.SelectMany(SampleJobUse.Nodes)]),
        };
    }

    private static IEnumerable<ReportJobRow> Rows(string variant, double load, int repetitions)
    {
        var points = SamplePolicy.All.Select(policy => (Policy: policy, Values: Values(policy, variant, load))).ToArray();
        var baseline = points.Single(point => point.Policy.Label == Baseline).Values;
        foreach (var (policy, values) in points)
        {
            var chance = SampleReport.Chance(7, "interval", variant, policy.Label);
            var pareto = !points.Any(other => other.Policy != policy && other.Values["carbonGrams"] <= values["carbonGrams"] && other.Values["meanTurnaroundSeconds"] <= values["meanTurnaroundSeconds"]);
            yield return new(policy.Label, variant, policy.Placement, policy.Shifting, policy.Forecast, repetitions, pareto,
                [.. SampleFigures.All.Select(figure =>
                {
                    var (mean, most) = (values[figure.Name], 0.004 + (0.02 * chance.NextDouble()));
                    var half = repetitions > 1 && Repeated.Contains(figure.Name) ? most : (double?)null;
                    var difference = policy.Label == Baseline || baseline[figure.Name] == 0 ? (double?)null : 100 * ((mean / baseline[figure.Name]) - 1);
                    var bound = figure.Bound * points.Min(point => point.Values[figure.Name]);
                    return figure.At(mean, half * mean, difference, half * 60, bound > 0 ? 100 * ((mean / bound.Value) - 1) : null);
                })]);
        }
    }

    private static Dictionary<string, double> Values(SamplePolicy policy, string variant, double load)
    {
        var chance = SampleReport.Chance(7, "jobs", variant, policy.Label);
        double About(double value) => value * (1 + (0.015 * chance.Normal()));
        var energy = About(4_100 * policy.Energy * (0.7 + (0.3 * load)));
        var intensity = About(312 * policy.Intensity);
        var wait = About((policy.WaitS + 40) * Math.Pow(load, 1.5));
        var turnaround = wait + About(5_400);
        return new()
        {
            ["energyKilowattHours"] = energy,
            ["carbonGrams"] = energy * intensity,
            ["meanIntensityGramsPerKwh"] = intensity,
            ["cost"] = energy * 0.21,
            ["meanWaitSeconds"] = wait,
            ["p95WaitSeconds"] = About(wait * 3.4),
            ["meanTurnaroundSeconds"] = turnaround,
            ["p95TurnaroundSeconds"] = About(turnaround * 2.6),
            ["makespanSeconds"] = About(259_200 + (2 * wait)),
            ["utilizationPercent"] = 48 * load,
            ["fairness"] = Math.Min(1, About(0.9 - (wait / 90_000))),
            ["deadlineMisses"] = Math.Round(wait / 2_500),
        };
    }

    private static IEnumerable<ReportBound> Bounds(ReportJobRow[] rows, string variant) =>
        SampleFigures.All.Where(figure => figure.Bound is not null).Select(figure => new ReportBound(
            variant, figure.Name,
            figure.Bound!.Value * rows.Where(row => row.Variant == variant).Min(row => row.Figures.Single(each => each.Name == figure.Name).Mean!.Value),
            figure.Name == "carbonGrams"
                ? "Every core-second runs on the cleanest node and in the cleanest slot before its deadline, as a flow over sites and hours; idle power counts in full."
                : "The longest job, or all work over all cores, whichever is longer."));
}
