using Berth.Accounting;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Model.Units;
using Berth.Policies;
using Berth.Policies.Placement;
using Berth.Simulation.Jobs;

namespace Berth.Simulation.Tests;

/// <summary>What the carbon weight does to a whole run: three sites, one clean, one that follows the sun, one dirty.</summary>
public sealed class CarbonWeightTests
{
    private const int Seeds = 10, Days = 2;
    private static readonly double[] Weights = [0, 0.1, 0.3, 1, 3, 10, 100];

    private static readonly Continuum Sites = new([Site("coal", 1.4), Site("solar", 1.2), Site("hydro", 1.1)], []);

    private static readonly Dictionary<string, CarbonIntensitySeries> Grids = new()
    {
        ["coal"] = CarbonIntensitySeries.Constant(new(700)),
        ["solar"] = CarbonIntensitySeries.Steps([.. Enumerable.Range(0, 24 * 30).Select(hour => (hour * 3_600_000_000_000L, new CarbonIntensity(350 + 250 * Math.Sin(Math.Tau * hour / 24))))]),
        ["hydro"] = CarbonIntensitySeries.Constant(new(50)),
    };

    private static Site Site(string name, double pue) => new(
        name, Tier.Cloud, 4, new(8), new(1), new(32L << 30), null, null, new([new(50), new(250)]), pue, new(new(300)));

    private static List<Job> Jobs(double utilization, int seed)
    {
        var random = new RandomStream(seed, "jobs");
        const double MeanLength = 1800, MeanCores = 2.5, Cores = 96;
        var (jobs, moment) = (new List<Job>(), 0.0);
        while ((moment += random.NextExponential(MeanLength * MeanCores / Cores / utilization)) < Days * 86_400)
            jobs.Add(new($"job-{jobs.Count}", new(moment), new(1 + random.NextInt(4)), new(1L << 30), default, new(60 + random.NextExponential(MeanLength - 60))));
        return jobs;
    }

    private static JobResult Run(double utilization, int seed, double weight, bool forecasts = true) => new JobSimulation(new(
        Sites, Jobs(utilization, seed), PlacementPolicies.Get("carbon-aware", new Dictionary<string, double> { ["carbon-weight"] = weight }),
        Intensity: site => Grids[site.Name], Forecast: site => forecasts ? new Perfect(Grids[site.Name]) : null)).Run();

    private static double Grams(JobResult result) => result.Records.Sum(record => record.Used.Grams);

    private static double MeanWait(JobResult result) => result.Records.Average(record => (record.Start - record.Arrival) * 1e-9);

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.7)]
    [InlineData(0.9)]
    public void A_larger_weight_emits_less_and_waits_longer(double utilization)
    {
        var runs = Weights.Select(weight => Enumerable.Range(1, Seeds).Select(seed => Run(utilization, seed, weight)).ToArray()).ToArray();
        foreach (var (w, i) in Weights.Select((w, i) => (w, i)))
            Console.WriteLine($"u {utilization} w {w}: {runs[i].Average(Grams):0} g, total {runs[i].Average(r => r.Nodes.Sum(n => n.Total.Grams)):0} wait {runs[i].Average(MeanWait):0} s end {runs[i].Average(r => r.End * 1e-9):0} calls {runs[i][0].PolicyCalls} jobs {runs[i][0].Jobs.Count} busy {string.Join(" ", runs[i][0].Nodes.GroupBy(n => n.Site).Select(g => $"{g.Key} {g.Sum(n => n.BusyCoreSeconds) / 172800 / 32:0.000} {runs[i][0].Records.Where(r => runs[i][0].Nodes[r.Node].Site == g.Key).Sum(r => r.Used.Grams) / runs[i][0].Records.Where(r => runs[i][0].Nodes[r.Node].Site == g.Key).Sum(r => r.Used.Joules) * 3.6e6:0}"))} stranded {runs[i][0].Records.Count(r => r.Outcome != JobOutcome.Completed)}");
    }

    private sealed class Perfect(CarbonIntensitySeries series) : ICarbonForecast
    {
        public string Name => "perfect";

        public double MeanOver(long now, long from, long to) => series.MeanOver(from, to - from).GramsPerKilowattHour;
    }
}
