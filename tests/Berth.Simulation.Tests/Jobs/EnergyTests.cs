using Berth.Accounting;
using Berth.Model.Observations;
using Berth.Simulation.Engine;
using Berth.Simulation.Jobs;
using static Berth.Simulation.Tests.Jobs.Scenario;

namespace Berth.Simulation.Tests.Jobs;

public sealed class EnergyTests
{
    [Fact]
    public void A_400_W_node_fully_used_for_an_hour_at_100_g_is_40_g()
    {
        var result = Run(Continuum(Site(cores: 4)), [Job("a", 0, Hour, cores: 4)]);
        Assert.Equal(new Amount(400 * Hour, 40), Assert.Single(result.Nodes).Total);
        Assert.Equal(340 * Hour, result.Records[0].Used.Joules, 6);
        Assert.Equal(34, result.Records[0].Used.Grams, 12);
        Assert.Equal(new Amount(60 * Hour, 6), result.Nodes[0].Idle);
    }

    [Fact]
    public void Two_jobs_share_the_dynamic_part_and_never_more_than_the_whole()
    {
        var result = Run(Continuum(Site(cores: 4)), [Job("a", 0, Hour, cores: 1), Job("b", 0, Hour / 2, cores: 3)]);
        Assert.Equal(85 * Hour, result.Records[0].Used.Joules, 6);
        Assert.Equal(127.5 * Hour, result.Records[1].Used.Joules, 6);
    }

    [Fact]
    public void A_curve_that_is_not_straight_is_shared_by_cores_at_every_moment()
    {
        // 100, 150, 400 W at 0, 1/2, 1: alone on half of the cores a job causes 50 W, together they cause 300 W, 150 W each.
        var site = Site(cores: 2) with { Power = new([new(100), new(150), new(400)]) };
        var result = Run(Continuum(site), [Job("a", 0, 100), Job("b", 50, 100)]);
        Assert.Equal([50 * 50 + 50 * 150, 50 * 150 + 50 * 50], result.Records.Select(record => record.Used.Joules));
        Assert.Equal(50 * 150 + 50 * 400 + 50 * 150, result.Nodes[0].Total.Joules);
    }

    [Fact]
    public void Carbon_is_integrated_against_the_intensity_of_the_moment()
    {
        var steps = CarbonIntensitySeries.Steps([(0, new(100)), (1_800_000_000_000, new(300))]);
        var result = new JobSimulation(new(Continuum(Site(cores: 1)), [Job("a", 900, 1800)], new FirstFit(), Intensity: _ => steps)).Run();
        // 340 W for 15 minutes at 100 and 15 minutes at 300 g/kWh; idle 60 W for 30 and 15 minutes.
        Assert.Equal(0.34 * 0.25 * 400, result.Records[0].Used.Grams, 12);
        Assert.Equal(0.06 * (0.5 * 100 + 0.25 * 300), result.Nodes[0].Idle.Grams, 12);
    }

    [Fact]
    public void A_sleeping_node_draws_less_until_something_runs_there()
    {
        var result = Run(Continuum(Site() with { Sleep = new(5) }), [Job("a", 100, 100)]);
        Assert.Equal(5 * 100 + 400 * 100, result.Nodes[0].Total.Joules);
    }

    [Fact]
    public void Site_power_counts_the_usage_effectiveness_in_emissions_only()
    {
        var result = Run(Continuum(Site(pue: 1.5)), [Job("a", 0, Hour)]);
        Assert.Equal(new Amount(400 * Hour, 60), result.Nodes[0].Total);
    }

    [Fact]
    public void Energy_of_jobs_and_idle_is_the_integral_of_power_whatever_happens()
    {
        var continuum = Continuum(Site("a", 3, 4), Site("b", 2, 8, 100, 250, 300, 0.5)) with { Failures = [new("a", null, new(300), new(4000)), new("b-1", new(2000), new(100), null)] };
        var random = new Berth.Model.RandomStream(3, "jobs");
        var arrival = 0.0;
        var jobs = Enumerable.Range(0, 2000).Select(number => Job($"j{number}", arrival += random.NextExponential(10), 1 + random.NextExponential(100), 0.5 + random.NextInt(8) * 0.5)).ToList();
        var result = Run(continuum, jobs);
        var parts = result.Records.Sum(record => record.Used.Joules) + result.Nodes.Sum(node => node.Idle.Joules);
        var whole = result.Nodes.Sum(node => node.Total.Joules);
        Assert.InRange(parts / whole, 1 - 1e-9, 1 + 1e-9);
        Assert.Equal(2000, result.Records.Count(record => record.Outcome == JobOutcome.Completed));
        Assert.Equal(whole, result.Hours.GroupBy(hour => hour.Moment).Last().Sum(hour => hour.Total.Joules), 3);
    }
}
