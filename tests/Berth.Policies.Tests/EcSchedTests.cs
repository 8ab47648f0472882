using Berth.Model;
using Berth.Model.Jobs;
using Berth.Policies.Placement;

namespace Berth.Policies.Tests;

public sealed class EcSchedTests
{
    private const long Hour = 3_600_000_000_000;
    private static readonly double[] Watts = [0, 100];

    private static Dictionary<string, double> Options(double carbon = 0, double unscheduled = 1, double ageing = 1, int tasks = 1, int nodes = 32) =>
        new() { ["carbon-weight"] = carbon, ["unscheduled-cost"] = unscheduled, ["ageing"] = ageing, ["tasks-per-node"] = tasks, ["nodes"] = nodes };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void One_round_is_the_best_of_all_assignments(long seed)
    {
        // Every task fits everywhere and there are enough nodes: all are placed in the first round. Alignments by their definition, all assignments tried.
        var random = new RandomStream(seed, "assignments");
        for (var time = 0; time < 25; time++)
        {
            var situation = new Situation();
            var (count, tasks) = (3 + random.NextInt(4), 1 + random.NextInt(5));
            tasks = Math.Min(tasks, count);
            for (var node = 0; node < count; node++)
                situation.Node($"n-{node}", 2 + random.NextInt(7), 2 + random.NextInt(7), random.NextInt(3) * 2 + 1);
            var asked = Enumerable.Range(0, tasks).Select(_ => situation.Task(random.NextInt(20) / 10.0, random.NextInt(20) / 10.0, gpu: random.NextInt(2) == 0 ? default : new GpuDemand(1, 500))).ToArray();
            var cluster = situation.Cluster;
            var (cpu, memory, gpu) = (cluster.CpuCapacity[..count].ToArray().Max(), cluster.MemoryCapacity[..count].ToArray().Max(), Enumerable.Range(0, count).Max(node => cluster[node].Gpus * 1000.0));
            var costs = asked.Select(task => Enumerable.Range(0, count).Select(node =>
                -(task.Demand.Cpu / cpu * (cluster.CpuFree[node] / cpu) + task.Demand.Memory / memory * (cluster.MemoryFree[node] / memory)
                + task.Demand.Gpu.TotalMilli / gpu * (cluster.Gpus.TotalFree(node) / gpu))).ToArray()).ToArray();
            var batch = situation.Ask("ecsched", Options(), asked);
            Assert.Equal(tasks, Enumerable.Range(0, tasks).Select(batch.NodeOf).Where(node => node >= 0).Distinct().Count());
            Assert.Equal(Cheapest(costs, 0, new bool[count]), Enumerable.Range(0, tasks).Sum(batch.ScoreOf), 1e-7);
        }
    }

    private static double Cheapest(double[][] costs, int task, bool[] taken)
    {
        if (task == costs.Length)
            return 0;
        var best = double.PositiveInfinity;
        for (var node = 0; node < taken.Length; node++)
            if (!taken[node])
            {
                taken[node] = true;
                best = Math.Min(best, costs[task][node] + Cheapest(costs, task + 1, taken));
                taken[node] = false;
            }
        return best;
    }

    [Fact]
    public void Ties_go_to_the_first_node_and_a_round_spreads()
    {
        Situation Four() => new Situation().Node("n-1", 4, 4).Node("n-2", 4, 4).Node("n-10", 4, 4).Node("n-3", 4, 4);
        var one = Four();
        Assert.Equal(["n-1"], one.Place("ecsched", one.Task(1, 1)));
        var two = Four();
        Assert.Equal(["n-1", "n-2"], two.Place("ecsched", two.Task(1, 1), two.Task(1, 1)).Order());
    }

    [Fact]
    public void Demand_goes_where_its_kind_of_room_is()
    {
        var situation = new Situation().Node("cpu-1", 16, 4).Node("memory-1", 4, 16);
        Assert.Equal(["memory-1", "cpu-1"], situation.Place("ecsched", situation.Task(1, 4), situation.Task(4, 1)));
    }

    [Fact]
    public void Rounds_go_on_until_nothing_fits()
    {
        var situation = new Situation().Node("n-1", 4, 4).Node("n-2", 1, 4);
        var batch = situation.Ask("ecsched", Options(), [.. Enumerable.Range(0, 7).Select(_ => situation.Task(1))]);
        Assert.Equal(["-", "-", "n-1", "n-1", "n-1", "n-1", "n-2"], situation.Names(batch).Order(StringComparer.Ordinal));
        var refused = Enumerable.Range(0, 7).First(index => batch.NodeOf(index) < 0);
        Assert.Equal(0, batch.DeferredUntil(refused));
        Assert.Contains("no node qualifies for ecsched: has 0 of 1 cores free (n-1 and 1 more)", batch.Decisions[refused].Reason);
    }

    [Fact]
    public void A_node_that_may_get_several_tasks_in_a_round_keeps_to_its_room()
    {
        var situation = new Situation().Node("n-1", 4, 4).Node("n-2", 2, 2);
        var batch = situation.Ask("ecsched", Options(tasks: 100), [.. Enumerable.Range(0, 5).Select(_ => situation.Task(2, 1))]);
        Assert.Equal(["-", "-", "n-1", "n-1", "n-2"], situation.Names(batch).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Few_considered_nodes_still_place_all_that_fit()
    {
        var situation = new Situation();
        for (var node = 1; node <= 12; node++)
            situation.Node($"n-{node}", 1, 1);
        var batch = situation.Ask("ecsched", Options(nodes: 2), [.. Enumerable.Range(0, 13).Select(_ => situation.Task(1))]);
        Assert.Equal(12, Enumerable.Range(0, 13).Count(index => batch.NodeOf(index) >= 0));
        Assert.Equal("is not among the 2 cheapest nodes for it", Situation.Of(batch, "n-12").Refusal);
    }

    [Fact]
    public void The_higher_priority_gets_the_only_place()
    {
        var situation = new Situation().Node("n-1", 1, 1);
        Assert.Equal(["-", "n-1"], situation.Place("ecsched", situation.Task(1, 1), situation.Task(1, priority: 1)));
    }

    [Fact]
    public void The_order_in_which_tasks_are_brought_changes_nothing()
    {
        var random = new RandomStream(3, "order");
        for (var time = 0; time < 30; time++)
        {
            Situation Nodes() => new Situation().Node("n-1", 4, 8).Node("n-2", 8, 4).Node("n-3", 2, 2);
            var (first, second) = (Nodes(), Nodes());
            var tasks = Enumerable.Range(0, 8).Select(_ => first.Task(random.NextInt(4), random.NextInt(4))).ToArray();
            var shuffled = tasks.OrderBy(_ => random.NextDouble()).ToArray();
            var (one, other) = (first.Names(first.Ask("ecsched", null, tasks)), second.Names(second.Ask("ecsched", null, shuffled)));
            Assert.Equal(tasks.Zip(one, (task, node) => $"{task.Demand} {node}").Order(), shuffled.Zip(other, (task, node) => $"{task.Demand} {node}").Order());
        }
    }

    private static Situation TwoSites() => new Situation()
        .Site("dirty", forecast: new TwoLevels(500)).Node("dirty-1", 8, 8, watts: Watts)
        .Site("clean", forecast: new TwoLevels(100)).Node("clean-1", 4, 4, watts: Watts);

    [Theory]
    [InlineData(0, "dirty-1")]
    [InlineData(0.05, "dirty-1")]
    [InlineData(0.07, "clean-1")]
    public void The_carbon_weight_moves_a_task(double weight, string chosen)
    {
        // Alignments: 1/8 on the large node of the dirty site, 1/8 · 4/8 on the clean one: 1/16 apart. The emissions scale to 1 and 0.
        var situation = TwoSites();
        var batch = situation.Ask("ecsched", Options(weight), situation.Task(1));
        Assert.Equal([chosen], situation.Names(batch));
        Assert.Equal(chosen == "clean-1" ? -1 / 16.0 : weight - 1 / 8.0, batch.ScoreOf(0), 1e-12);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1.8, false)]
    [InlineData(1.9, true)]
    public void A_task_waits_for_the_clean_site_until_it_has_aged(double hours, bool placed)
    {
        // The dirty node costs 3 - 1/8 = 2.875; waiting costs 1 + hours.
        var situation = TwoSites().Taken("clean-1", 4, 0);
        var batch = situation.Ask("ecsched", Options(carbon: 3), situation.Task(1) with { Submitted = -(long)(hours * Hour) });
        Assert.Equal([placed ? "dirty-1" : "-"], situation.Names(batch));
        Assert.Equal(placed ? 0 : hours == 0 ? 300_000_000_000 : 270_000_000_000, batch.DeferredUntil(0), 1_000_000.0);
        Assert.Contains(placed ? "waiting costs 2.9" : "less than dirty-1, the best of 1 nodes, at 2.875", batch.Decisions[0].Reason);
    }

    [Fact]
    public void Asked_again_when_it_said_it_starts_in_the_end()
    {
        var cluster = TwoSites().Taken("clean-1", 4, 0).Cluster;
        var policy = PlacementPolicies.Get("ecsched", Options(carbon: 3));
        var (now, times) = (0L, 0);
        for (; times < 100; times++)
        {
            var batch = new PlacementBatch(cluster, now, new(1, "test"));
            batch.Add(new(1, "task", new(1000, 0, default), 100));
            policy.Place(batch);
            if (batch.NodeOf(0) >= 0)
                break;
            now = batch.DeferredUntil(0);
        }
        Assert.Equal(1.875, (double)now / Hour, 1e-3);
        Assert.InRange(times, 22, 26);
    }

    [Fact]
    public void A_deadline_is_not_waited_away()
    {
        var situation = TwoSites().Taken("clean-1", 4, 0);
        Assert.Equal(["dirty-1", "-"], situation.Names(situation.Ask("ecsched", Options(carbon: 3),
            situation.Task(1) with { Deadline = 300_000_000_000 }, situation.Task(1) with { Deadline = Hour })));
    }

    [Fact]
    public void With_the_price_of_its_place_no_other_node_is_cheaper_for_a_task()
    {
        var random = new RandomStream(5, "prices");
        for (var time = 0; time < 30; time++)
        {
            var situation = new Situation();
            for (var node = 0; node < 4; node++)
                situation.Node($"n-{node}", 2 + random.NextInt(7), 2 + random.NextInt(7));
            var batch = situation.Ask("ecsched", Options(), [.. Enumerable.Range(0, 4).Select(_ => situation.Task(0.5 + random.NextInt(4) / 2.0, 0.5 + random.NextInt(4) / 2.0))]);
            foreach (var decision in batch.Decisions.Where(decision => decision.Chosen is not null))
            {
                var chosen = decision.Candidates.Single(candidate => candidate.Node == decision.Chosen).Score;
                Assert.All(decision.Candidates.Where(candidate => candidate.Refusal is null), candidate => Assert.True(candidate.Score >= chosen - 1e-7));
            }
        }
    }
}
