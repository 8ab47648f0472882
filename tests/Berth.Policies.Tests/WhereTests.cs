using Berth.Model.Jobs;
using Berth.Policies.Placement;

namespace Berth.Policies.Tests;

/// <summary>Small cases, computed by hand.</summary>
public sealed class WhereTests
{
    private static double[] Terms(PlacementBatch batch, string node, int task = 0) => [.. Situation.Of(batch, node, task).Terms.Select(term => term.Value)];

    [Fact]
    public void First_fit_takes_the_first_by_natural_order()
    {
        var situation = new Situation().Node("n-10", 4, 4).Node("n-2", 4, 4).Node("n-1", 4, 4).Taken("n-1", 3, 0);
        var batch = situation.Ask("first-fit", null, situation.Task(2, 1), situation.Task(1, 1), situation.Task(3, 1), situation.Task(9, 1));
        Assert.Equal(["n-2", "n-1", "n-10", "-"], situation.Names(batch));
        Assert.Equal("has 1 of 2 cores free", Situation.Of(batch, "n-1").Refusal);
        Assert.Equal("no node qualifies for first-fit: has 4 cores, fewer than 9 (n-1 and 2 more)", batch.Decisions[3].Reason);
    }

    [Fact]
    public void Round_robin_goes_on_after_the_last_and_skips_the_full()
    {
        var situation = new Situation().Node("n-1", 2, 4).Node("n-2", 1, 4).Node("n-3", 2, 4);
        Assert.Equal(["n-1", "n-2", "n-3", "n-1", "n-3", "-"], situation.Place("round-robin", [.. Enumerable.Range(0, 6).Select(_ => situation.Task(1, 0.1))]));
        Assert.Equal([1.0], Terms(new Situation().Node("a", 1, 1).Node("b", 1, 1).Taken("b", 1, 1).Ask("round-robin", null, new TaskRequest(9, "zero", default, 1)), "b"));
    }

    [Fact]
    public void Random_gives_each_node_with_room_the_same_chance()
    {
        var nodes = Enumerable.Range(0, 40).ToList();
        var situation = new Situation();
        nodes.ForEach(node => situation.Node($"n-{node}", node < 4 ? 1 : 0.5, 1e9));
        var counts = new Dictionary<int, int>();
        var batch = new PlacementBatch(situation.Cluster, 0, new(1, "chance"));
        var policy = PlacementPolicies.Get("random");
        for (var draw = 0; draw < 8000; draw++)
        {
            batch.Reset(0);
            var task = situation.Task(1);
            batch.Add(task);
            policy.Place(batch);
            counts[batch.NodeOf(0)] = counts.GetValueOrDefault(batch.NodeOf(0)) + 1;
            situation.Cluster.Give(task, batch.NodeOf(0), 0);
        }
        Assert.Equal([0, 1, 2, 3], counts.Keys.Order());
        // Four standard deviations of a binomial with n = 8000 and p = 1/4 are 155.
        Assert.All(counts.Values, count => Assert.InRange(count, 1845, 2155));
    }

    [Fact]
    public void Best_fit_leaves_least()
    {
        var situation = new Situation().Node("a", 8, 16).Node("b", 4, 8).Node("c", 4, 8);
        var batch = situation.Ask("best-fit", null, situation.Task(2, 4), situation.Task(2, 4));
        Assert.Equal(["b", "b"], situation.Names(batch));
        Assert.Equal([0.75, 0.75], Terms(batch, "a"));
        Assert.Equal([0.5, 0.5], Terms(batch, "c"));
        Assert.Equal([0.0, 0.0], Terms(batch, "b", 1));
        Assert.Equal((1.0, 0.0), (batch.ScoreOf(0), batch.ScoreOf(1)));
    }

    [Fact]
    public void Best_fit_keeps_nodes_with_many_free_gpus_for_those_that_need_them()
    {
        var situation = new Situation().Node("a", 8, 8, gpus: 4).Node("b", 8, 8, gpus: 2).Node("c", 8, 8);
        var batch = situation.Ask("best-fit", null, situation.Task(4, 4, gpu: new(1, 500)), situation.Task(4, 4));
        Assert.Equal(["b", "b"], situation.Names(batch));
        Assert.Equal([0.5, 0.5, 0.875], Terms(batch, "a"));
        Assert.Equal([0.5, 0.5, 0.75], Terms(batch, "b"));
        Assert.Equal("has 0 GPUs, fewer than 1", Situation.Of(batch, "c").Refusal);
    }

    [Theory]
    [InlineData(1, "a")]
    [InlineData(0, "b")]
    public void Best_fit_weighs_the_resources(double memoryWeight, string chosen)
    {
        var situation = new Situation().Node("a", 8, 8).Node("b", 4, 16);
        Assert.Equal([chosen], situation.Names(situation.Ask("best-fit", new Dictionary<string, double> { ["memory-weight"] = memoryWeight }, situation.Task(2, 8))));
    }

    [Fact]
    public void Least_and_most_allocated_are_the_means_of_Kubernetes()
    {
        Situation Cluster() => new Situation().Node("a", 4, 8).Node("b", 8, 8).Node("c", 8, 8).Taken("a", 1, 1).Taken("b", 2, 2);
        var least = Cluster();
        var spread = least.Ask("least-allocated", null, least.Task(1, 1));
        // Kubernetes gives a ((4-2)·100/4 + (8-2)·100/8) / 2 = 62.5, b the same, and c 87.5.
        Assert.Equal(["c"], least.Names(spread));
        Assert.Equal([25.0, 12.5], Terms(spread, "a"));
        Assert.Equal((37.5, 37.5, 12.5), (Situation.Of(spread, "a").Score, Situation.Of(spread, "b").Score, spread.ScoreOf(0)));
        var most = Cluster();
        var pack = most.Ask("most-allocated", null, most.Task(1, 1));
        Assert.Equal(["a"], most.Names(pack));
        Assert.Equal((62.5, 62.5, 87.5), (pack.ScoreOf(0), Situation.Of(pack, "b").Score, Situation.Of(pack, "c").Score));
        var gpus = new Situation().Node("a", 4, 4, gpus: 2);
        Assert.Equal(100 * (0.25 + 0.5 + 0.25) / 3, gpus.Ask("least-allocated", null, gpus.Task(1, 2, gpu: new(1, 500))).ScoreOf(0), 1e-12);
    }

    [Fact]
    public void Swarm_rounds_down_counts_what_is_not_asked_as_full_and_sorts_equals_by_containers()
    {
        Situation Cluster() => new Situation().Node("a", 3, 3).Node("b", 6, 3).Node("c", 6, 3).Taken("b", 1, 0).Taken("c", 0.5, 0).Taken("c", 0.5, 0);
        var spread = Cluster();
        var batch = spread.Ask("swarm-spread", null, spread.Task(1), spread.Task(1));
        Assert.Equal([33.0, 100, 0], Terms(batch, "a"));
        Assert.Equal([33, 100, 1.0 / (1 << 24)], Terms(batch, "b"));
        Assert.Equal(["a", "b"], spread.Names(batch));
        var pack = Cluster();
        Assert.Equal(["c", "c"], pack.Place("swarm-binpack", pack.Task(1), pack.Task(1)));
    }

    [Fact]
    public void Energy_aware_weighs_running_against_waking_and_the_overhead_of_the_site()
    {
        Situation Cluster(double pue) => new Situation()
            .Site("old", pue).Node("a", 4, 4, watts: [100, 200]).Site("new").Node("b", 4, 4, watts: [50, 90], sleep: 10).Node("c", 4, 4);
        var even = Cluster(2);
        var batch = even.Ask("energy-aware", null, even.Task(1));
        Assert.Equal([25.0 * 100 * 2, 0], Terms(batch, "a"));
        Assert.Equal([10.0 * 100, 40.0 * 100], Terms(batch, "b"));
        Assert.Equal("unknown power", Assert.Single(Situation.Of(batch, "c").Terms).Name);
        Assert.Equal(["a"], even.Names(batch));
        var costly = Cluster(2.1);
        Assert.Equal(["b", "b"], costly.Place("energy-aware", costly.Task(1), costly.Task(1)));
    }

    [Fact]
    public void Energy_aware_follows_the_power_curve_the_speed_and_the_gpus()
    {
        var curve = new Situation().Node("a", 4, 4, watts: [100, 110, 200]).Node("b", 4, 4, watts: [100, 110, 200]).Taken("a", 2, 0);
        Assert.Equal(["b"], curve.Place("energy-aware", curve.Task(2)));
        var speed = new Situation().Node("a", 4, 4, watts: [0, 100]).Node("b", 4, 4, speed: 2, watts: [0, 150]);
        Assert.Equal(["b"], speed.Place("energy-aware", speed.Task(2)));
        var gpu = new Situation().Node("a", 4, 4, gpus: 1, watts: [0, 100], gpuWatts: 400).Node("b", 4, 4, gpus: 1, watts: [0, 100], gpuWatts: 300);
        Assert.Equal((25 + 150) * 100.0, gpu.Ask("energy-aware", null, gpu.Task(1, gpu: new(1, 500))).ScoreOf(0));
    }

    [Theory]
    [InlineData("min-min", "a", "a", "a")]
    [InlineData("max-min", "a", "b", "a")]
    [InlineData("sufferage", "b", "a", "a")]
    public void The_batch_mappings_differ_as_they_should(string policy, string first, string second, string third)
    {
        // Lengths 2, 4, 6 on a, twice as long on b. Max-min: the third to a (6), the second to b (8), the first to a (8).
        var situation = new Situation().Node("a", 1, 1).Node("b", 1, 1, speed: 0.5);
        var batch = situation.Ask(policy, null, situation.Task(1, 1, 2), situation.Task(1, 1, 4), situation.Task(1, 1, 6));
        Assert.Equal([first, second, third], situation.Names(batch));
        Assert.Equal(["task-0", "task-1", "task-2"], batch.Decisions.Select(decision => decision.Subject));
        Assert.Equal(situation.Names(batch), batch.Decisions.Select(decision => decision.Chosen));
    }

    [Fact]
    public void A_batch_mapping_counts_what_runs_and_waits()
    {
        var situation = new Situation().Node("a", 2, 2).Node("b", 1, 2).Taken("a", 2, 0, 10).Taken("b", 1, 0, 30);
        var batch = situation.Ask("min-min", null, situation.Task(2, 0, 5), situation.Task(1, 0, 4), situation.Task(4));
        // One core of a is free after 10 s: the short task is done at 14 s. Both are free then, and the long one is done at 19 s.
        Assert.Equal(["a", "a", "-"], situation.Names(batch));
        Assert.Equal((19, 14), (batch.ScoreOf(0), batch.ScoreOf(1)));
        Assert.Equal([10.0, 4], Terms(batch, "a", 1));
        Assert.Equal([30.0, 4], Terms(batch, "b", 1));
        Assert.False(situation.Cluster.Runs(batch.Tasks[0].Id, 0));
    }

    [Fact]
    public void Tetris_aligns_demand_with_what_is_free()
    {
        Situation Cluster() => new Situation().Node("a", 4, 4).Node("b", 4, 4).Taken("a", 3, 0).Taken("b", 0, 3);
        var cores = Cluster();
        Assert.Equal(["b"], cores.Place("tetris", cores.Task(1)));
        var both = Cluster();
        var batch = both.Ask("tetris", null, both.Task(1, 1));
        Assert.Equal([-0.0625, -0.25], Terms(batch, "a"));
        Assert.Equal([-0.25, -0.0625], Terms(batch, "b"));
        Assert.Equal(["a"], both.Names(batch));
    }

    [Fact]
    public void Tetris_prefers_what_fills_and_with_its_option_what_is_done_soon()
    {
        Situation Cluster() => new Situation().Node("a", 4, 4);
        TaskRequest[] Tasks(Situation situation) => [situation.Task(1, 0, 10), situation.Task(4, 0, 1000)];
        var large = Cluster();
        Assert.Equal(["-", "a"], large.Place("tetris", Tasks(large)));
        var short1 = Cluster();
        var batch = short1.Ask("tetris", new Dictionary<string, double> { ["remaining-weight"] = 1 }, Tasks(short1));
        Assert.Equal(["a", "-"], short1.Names(batch));
        // Alignments 1/4 · 1 and 1 · 1, work 10 · 1/4 and 1000 · 1: ε = 1.25 / 1002.5.
        Assert.Equal(-0.0625 * 4 + 2.5 * 1.25 / 1002.5, batch.ScoreOf(0), 1e-12);
    }
}
