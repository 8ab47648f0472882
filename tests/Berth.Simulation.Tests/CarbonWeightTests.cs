using Berth.Model.Observations;
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
    private const int Seeds = 6, Days = 2;
    private static readonly double[] Weights = [0, 0.1, 0.3, 1, 3, 10];

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
        var emissions = runs.Select(each => Mean(each.Select(Grams))).ToArray();
        var waits = runs.Select(each => Mean(each.Select(MeanWait))).ToArray();
        for (var at = 1; at < Weights.Length; at++)
        {
            Assert.True(emissions[at].Mean <= emissions[at - 1].Mean + emissions[at].HalfWidth, $"{Show(emissions, at - 1)} rises to {Show(emissions, at)}");
            Assert.True(waits[at].Mean >= waits[at - 1].Mean - waits[at].HalfWidth, $"{Show(waits, at - 1)} falls to {Show(waits, at)}");
        }
        Assert.True(emissions[^1].Mean < 0.9 * emissions[0].Mean - emissions[0].HalfWidth, $"{Show(emissions, 0)} falls only to {Show(emissions, Weights.Length - 1)}");
        Assert.True(waits[^1].Mean > 10 * waits[0].Mean + waits[^1].HalfWidth, $"{Show(waits, 0)} rises only to {Show(waits, Weights.Length - 1)}");
        Assert.All(runs.SelectMany(each => each), run => Assert.All(run.Records, record => Assert.Equal(JobOutcome.Completed, record.Outcome)));
    }

    [Fact]
    public void Without_its_weight_it_equals_its_twin_that_sees_no_grid()
    {
        var (weightless, blind) = (Run(0.7, 1, 0), Run(0.7, 1, 10, forecasts: false));
        Assert.Equal(blind.Records, weightless.Records);
        Assert.NotEqual(blind.Records, Run(0.7, 1, 10).Records);
    }

    [Fact]
    public void Nothing_is_put_off_longer_than_it_may_be()
    {
        var run = Run(0.5, 2, 1000);
        Assert.InRange(run.Records.Max(record => record.Start - record.Arrival), 3_600_000_000_000, 21_600_000_000_000);
    }

    private static string Show((double Mean, double HalfWidth)[] values, int at) => $"{values[at].Mean:0.#} ± {values[at].HalfWidth:0.#} with weight {Weights[at]}";

    /// <summary>Mean and half of its 95 % confidence interval by Student's t with Seeds - 1 = 5 degrees of freedom.</summary>
    private static (double Mean, double HalfWidth) Mean(IEnumerable<double> values)
    {
        const double Student = 2.571;
        var all = values.ToArray();
        var mean = all.Average();
        return (mean, Student * Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1) / all.Length));
    }

    private sealed class Perfect(CarbonIntensitySeries series) : ICarbonForecast
    {
        public string Name => "perfect";

        public double MeanOver(long now, long from, long to) => series.MeanOver(from, to - from).GramsPerKilowattHour;
    }
}
