using Berth.Accounting;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Model.Units;
using Berth.Policies.Solvers;

namespace Berth.Policies.Tests.Solvers;

public sealed class LowerBoundsTests
{
    private const long Hour = 3_600_000_000_000;

    private static Site Site(string name, double cores, double[] watts, int nodes = 1, double speed = 1, double pue = 1, double price = 0, double? sleep = null, GpuPool? gpu = null) =>
        new(name, Tier.Cloud, nodes, new(cores), new(speed), new(8e9), null, null, new PowerCurve([.. watts.Select(each => new Power(each))]), pue, null, price, sleep is { } asleep ? new Power(asleep) : null, gpu);

    private static Job Job(double cores, double hours, double arrival = 0, double? deadline = null, string? site = null, GpuDemand gpu = default, ScalingProfile? elastic = null) =>
        new("job", new(arrival * 3600), new(cores), new(1e9), gpu, new(hours * 3600), deadline is { } until ? new Duration(until * 3600) : null,
            Constraints: site is null ? null : new([site], []), Elastic: elastic);

    private static CarbonIntensitySeries Grid(params double[] grams) => CarbonIntensitySeries.Steps([.. grams.Select((each, hour) => (hour * Hour, new CarbonIntensity(each)))]);

    private static LowerBounds Bounds(Site[] sites, Job[] jobs, Func<Site, CarbonIntensitySeries?>? grid = null, double horizon = 24, bool keepDeadlines = false, bool fails = false) =>
        new(new(sites, [], fails ? [new(sites[0].Name, new(60), new(60), null)] : []), jobs, grid ?? (_ => Grid(100)), (long)(horizon * Hour), keepDeadlines);

    [Fact]
    public void A_full_node_for_an_hour_is_40_g() =>
        // 400 W at full load, 15 % of it idle, 100 g/kWh.
        Assert.Equal(40, Bounds([Site("s", 4, [60, 400])], [Job(4, 1)]).CarbonGrams()!.Value, 1e-6);

    [Fact]
    public void Makespan_is_the_longest_job_or_what_comes_late_on_all_cores()
    {
        Site[] sites = [Site("slow", 2, [0, 1]), Site("fast", 2, [0, 1], speed: 2)];
        Assert.Equal(3600 * 1.5, Bounds(sites, [Job(1, 3), Job(1, 1)]).Makespan()!.Value, 1e-6);
        // 12 core-hours from the first hour on, on 2 + 4 cores: two hours after it. The first arrives at 0.
        var late = Bounds(sites, [Job(1, 0.5), .. Enumerable.Range(0, 12).Select(_ => Job(1, 1, arrival: 1))]).Makespan()!;
        Assert.Equal(3600 * 3, late.Value, 1e-6);
        Assert.Contains("all cores busy with what arrives from 3600s on", late.Method);
        Assert.Equal(7200, Bounds([Site("s", 8, [0, 1], gpu: new(2, "", null))], [.. Enumerable.Range(0, 4).Select(_ => Job(1, 1, gpu: GpuDemand.Whole(1)))]).Makespan()!.Value, 1e-6);
        // Memory: 8 GB a node, jobs of 1 GB and an hour.
        Assert.Equal(3600 * 2.5, Bounds([Site("s", 64, [0, 1])], [.. Enumerable.Range(0, 20).Select(_ => Job(1, 1))]).Makespan()!.Value, 1e-6);
    }

    [Fact]
    public void Work_goes_to_the_cleanest_hours_that_have_room()
    {
        // One core, 100 W when busy: two jobs of an hour; clean hours are 1 (100 g) and 2 (200 g), the others 500 g.
        Func<Site, CarbonIntensitySeries?> grid = _ => Grid(500, 100, 200, 500);
        Site[] sites = [Site("s", 1, [0, 100])];
        Assert.Equal(10 + 20, Bounds(sites, [Job(1, 1), Job(1, 1)], grid).CarbonGrams()!.Value, 1e-4);
        Assert.Equal(10 + 20, Bounds(sites, [Job(1, 2)], grid).CarbonGrams()!.Value, 1e-4);
        // Two cores and one core's worth of a job at a time.
        Assert.Equal(10 + 20, Bounds([Site("s", 2, [0, 200])], [Job(1, 2)], grid).CarbonGrams()!.Value, 1e-4);
        Assert.Equal(10 + 10, Bounds([Site("s", 2, [0, 200])], [Job(1, 2, elastic: new([new(1, 1), new(2, 2)]))], grid).CarbonGrams()!.Value, 1e-4);
        // Arrives after the clean hours, or must end before them.
        Assert.Equal(50, Bounds(sites, [Job(1, 1, arrival: 3)], grid).CarbonGrams()!.Value, 1e-4);
        Assert.Equal(50, Bounds(sites, [Job(1, 1, deadline: 1)], grid, keepDeadlines: true).CarbonGrams()!.Value, 1e-4);
        Assert.Equal(10, Bounds(sites, [Job(1, 1, deadline: 1)], grid).CarbonGrams()!.Value, 1e-4);
    }

    [Fact]
    public void What_cannot_be_done_by_the_horizon_has_no_bound()
    {
        Assert.Null(Bounds([Site("s", 1, [0, 100])], [Job(1, 3)], horizon: 2).CarbonGrams());
        Assert.Equal(0, Bounds([Site("s", 1, [0, 100])], [Job(2, 3)], horizon: 2).CarbonGrams()!.Value);
    }

    [Fact]
    public void Idle_power_counts_unless_nodes_sleep_or_fail()
    {
        Assert.Equal(2 * 5 + 5, Bounds([Site("s", 1, [50, 100], nodes: 2)], [Job(1, 1)]).CarbonGrams()!.Value, 1e-6);
        Assert.Equal(2 * 1 + 5, Bounds([Site("s", 1, [50, 100], nodes: 2, sleep: 10)], [Job(1, 1)]).CarbonGrams()!.Value, 1e-6);
        Assert.Equal(5, Bounds([Site("s", 1, [50, 100], nodes: 2)], [Job(1, 1)], fails: true).CarbonGrams()!.Value, 1e-6);
    }

    [Fact]
    public void The_cost_looks_for_the_cheapest_site_by_price_overhead_power_and_speed()
    {
        // kWh of a core-hour of work: 0.1 · 1.5 · 0.3 = 0.045; 0.2 / 2 · 1 · 0.4 = 0.04; constraints bind one job to the dearer.
        Site[] sites = [Site("a", 4, [0, 400], pue: 1.5, price: 0.3), Site("b", 4, [0, 800], speed: 2, price: 0.4)];
        Assert.Equal(0.04 + 0.045, Bounds(sites, [Job(1, 1), Job(1, 1, site: "a")]).Cost()!.Value, 1e-8);
    }

    [Fact]
    public void The_least_power_of_a_core_is_that_of_the_best_load()
    {
        // 10 W for the first half, 40 W for both: half load is best. A GPU draws 50 W more.
        Assert.Equal(1 + 5, Bounds([Site("s", 2, [0, 10, 40], gpu: new(1, "", new Power(50)))], [Job(1, 1, gpu: GpuDemand.Whole(1))]).CarbonGrams()!.Value, 1e-6);
        Assert.Equal(5, Bounds([Site("s", 2, [0, 10, 40], gpu: new(1, "", new Power(50)))], [Job(0, 1, gpu: GpuDemand.Whole(1))]).CarbonGrams()!.Value, 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_schedule_that_can_be_tried_is_below_it(bool exact)
    {
        // Jobs of whole hours on cores of two sites with linear power: every start and site tried. Jobs of one hour and one core reach the bound.
        var random = new RandomStream(exact ? 1 : 2, "bounds");
        for (var time = 0; time < 40; time++)
        {
            const int hours = 4;
            Site[] sites = [Site("a", 1 + random.NextInt(2), [20, 100 + random.NextInt(100)], pue: 1.2), Site("b", 1, [5, 50 + random.NextInt(100)], speed: 1)];
            var grids = sites.ToDictionary(site => site.Name, _ => Enumerable.Range(0, hours).Select(_ => 10.0 + random.NextInt(500)).ToArray());
            var jobs = Enumerable.Range(0, 3).Select(_ => Job(exact ? 1 : random.NextInt(2) + 1, exact ? 1 : 1 + random.NextInt(2), random.NextInt(2))).ToArray();
            if (jobs.Any(job => job.Cpu.Cores > sites.Max(site => site.Cpu.Cores)))
                continue;
            var bounds = Bounds(sites, jobs, site => Grid(grids[site.Name]), hours);
            var best = BestSchedule(sites, grids, jobs, 0, new int[2, hours], 0, 0);
            if (double.IsInfinity(best.Grams))
                continue;
            Assert.True(bounds.CarbonGrams()!.Value <= best.Grams * (1 + 1e-9), $"{bounds.CarbonGrams()!.Value} > {best.Grams}");
            Assert.True(bounds.Makespan()!.Value <= best.Makespan + 1e-6);
            if (exact)
                Assert.Equal(best.Dynamic, DynamicOf(bounds, sites, grids, jobs), 1e-6 * best.Dynamic);
        }
    }

    /// <summary>The bound without its idle part: of the same sites with no idle power.</summary>
    private static double DynamicOf(LowerBounds bounds, Site[] sites, Dictionary<string, double[]> grids, Job[] jobs)
    {
        var dynamic = Bounds([.. sites.Select(site => site with { Power = new([new(0), new(site.Power!.Peak.Watts - site.Power.Idle.Watts)]) })], jobs, site => Grid(grids[site.Name]), 4).CarbonGrams()!.Value;
        Assert.True(dynamic < bounds.CarbonGrams()!.Value);
        return dynamic;
    }

    private static (double Grams, double Dynamic, double Makespan) BestSchedule(Site[] sites, Dictionary<string, double[]> grids, Job[] jobs, int at, int[,] used, double dynamic, double end)
    {
        if (at == jobs.Length)
        {
            var idle = sites.Sum(site => Enumerable.Range(0, (int)end).Sum(hour => site.Power!.Idle.Watts * site.Pue * grids[site.Name][hour] / 1000));
            return (dynamic + idle, dynamic, (end - jobs.Min(job => job.Arrival.Seconds / 3600)) * 3600);
        }
        var best = (Grams: double.PositiveInfinity, Dynamic: double.PositiveInfinity, Makespan: double.PositiveInfinity);
        var (cores, length) = ((int)jobs[at].Cpu.Cores, (int)(jobs[at].Length.Seconds / 3600));
        for (var site = 0; site < sites.Length; site++)
            for (var start = (int)(jobs[at].Arrival.Seconds / 3600); start + length <= used.GetLength(1); start++)
            {
                var span = Enumerable.Range(start, length).ToArray();
                if (span.Any(hour => used[site, hour] + cores > sites[site].Cpu.Cores))
                    continue;
                foreach (var hour in span)
                    used[site, hour] += cores;
                var watts = (sites[site].Power!.Peak.Watts - sites[site].Power!.Idle.Watts) * cores / sites[site].Cpu.Cores * sites[site].Pue;
                var found = BestSchedule(sites, grids, jobs, at + 1, used, dynamic + span.Sum(hour => watts * grids[sites[site].Name][hour] / 1000), Math.Max(end, start + length));
                best = (Math.Min(best.Grams, found.Grams), Math.Min(best.Dynamic, found.Dynamic), Math.Min(best.Makespan, found.Makespan));
                foreach (var hour in span)
                    used[site, hour] -= cores;
            }
        return best;
    }

    [Fact]
    public void Nothing_to_do_costs_nothing()
    {
        Assert.Null(Bounds([Site("s", 1, [50, 100])], []).Makespan());
        Assert.Equal(0, Bounds([Site("s", 1, [50, 100])], []).CarbonGrams()!.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => Bounds([Site("s", 1, [50, 100])], [], horizon: 0));
    }
}
