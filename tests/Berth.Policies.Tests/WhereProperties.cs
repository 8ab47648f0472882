using Berth.Accounting;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Model.Units;
using Berth.Policies.Placement;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Policies.Tests;

/// <summary>What holds for every placement policy of the registry, whatever the cluster and the tasks.</summary>
public sealed class WhereProperties
{
    private const double MiB = 1 << 20;

    private static readonly PowerModel Linear = new(new PowerCurve([new(50), new(200)])), Curved = new(new PowerCurve([new(20), new(60), new(70), new(150)]));

    private static readonly Gen<NodeSpec> Nodes =
        from site in Gen.Choose(0, 2)
        from cores in Gen.Choose(1, 8)
        from memory in Gen.Choose(1, 8)
        from gpus in Gen.Elements(0, 0, 1, 2, 4)
        from speed in Gen.Elements(0.5, 1.0, 2.0)
        from power in Gen.Elements(null, Linear, Curved)
        from sleep in Gen.Elements<double?>(null, 5.0)
        select new NodeSpec("", site, cores * 1000, memory * 256 * MiB, gpus, gpus > 0 ? "T4" : "", speed, power, sleep, 70);

    private static readonly Gen<TaskRequest> Tasks =
        from cpu in Gen.Choose(0, 40)
        from memory in Gen.Choose(0, 16)
        from gpu in Gen.Elements(default, default, new GpuDemand(1, 250), new(1, 600), GpuDemand.Whole(1), GpuDemand.Whole(2))
        from length in Gen.Choose(1, 5000)
        from priority in Gen.Choose(0, 2)
        from deadline in Gen.Elements(long.MaxValue, 2_000_000_000_000)
        select new TaskRequest(0, "", new(cpu * 100, memory * 64 * MiB, gpu), length, Deadline: deadline, Priority: priority);

    private static readonly Gen<Case> Cases =
        from nodes in Nodes.NonEmptyListOf()
        from taken in Tasks.ListOf()
        from tasks in Tasks.NonEmptyListOf()
        from failed in Gen.Choose(0, 8)
        from seed in Gen.Choose(0, 1_000_000)
        select new Case([.. nodes.Select((node, index) => node with { Name = $"n-{index + 1}" })], [.. taken], [.. tasks], failed, seed);

    public static TheoryData<string> Names => [.. PlacementPolicies.All.Select(policy => policy.Name)];

    /// <summary>A cluster of up to three sites, what already runs there, and what is asked.</summary>
    private sealed record Case(NodeSpec[] Nodes, TaskRequest[] Taken, TaskRequest[] Tasks, int Failed, int Seed)
    {
        internal (Cluster Cluster, List<(TaskRequest Task, int Node)> Running) Build(bool shuffled = false, bool forecasts = true)
        {
            var nodes = shuffled ? [.. Nodes.OrderBy(node => new RandomStream(Seed, node.Name).NextDouble())] : Nodes;
            ICarbonForecast? Forecast(double intensity) => forecasts ? new TwoLevels(intensity, 150, 7000) : null;
            var cluster = new Cluster(nodes, [
                new("a", Tier.Cloud, 1.1, 0.3, Forecast(500)), new("b", Tier.Edge, 1.5, 0.1, Forecast(100)), new("c", Tier.Endpoint, 1, 0.2, forecasts && Seed % 3 > 0 ? new TwoLevels(300) : null)]);
            var running = new List<(TaskRequest, int)>();
            foreach (var (task, index) in Taken.Select((task, index) => (task with { Id = -1 - index, Name = $"taken-{index}" }, index)))
                for (var node = 0; node < cluster.Count; node++)
                    if (cluster.Fits(task, (node + index) % cluster.Count))
                    {
                        cluster.Take(task, (node + index) % cluster.Count, 0);
                        running.Add((task, (node + index) % cluster.Count));
                        break;
                    }
            if (Failed < cluster.Count && cluster.Tasks[Failed] == 0)
                cluster.Fail(Failed);
            return (cluster, running);
        }

        /// <summary>The tasks as a world brings them: by priority, submission and number; now and then one may go only to even nodes.</summary>
        internal PlacementBatch Ask(string policy, Cluster cluster, bool explain = false, Dictionary<string, double>? options = null)
        {
            var even = new NodeSet("is odd", [.. Enumerable.Range(0, cluster.Count).Select(node => node % 2 == 0)]);
            var batch = new PlacementBatch(cluster, 60_000_000_000, new(Seed, "policy"), explain);
            foreach (var task in Tasks.Select((task, index) => task with { Id = index, Name = $"task-{index}", Admitted = (index + Seed) % 4 == 0 ? even : null }).OrderByDescending(task => task.Priority))
                batch.Add(task);
            PlacementPolicies.Get(policy, options).Place(batch);
            return batch;
        }

        internal string[] Names(string policy, bool shuffled = false, bool explain = false, bool forecasts = true, Dictionary<string, double>? options = null)
        {
            var (cluster, _) = Build(shuffled, forecasts);
            var batch = Ask(policy, cluster, explain, options);
            return [.. Answers(batch)];
        }
    }

    private static IEnumerable<string> Answers(PlacementBatch batch) => Enumerable.Range(0, batch.Tasks.Count).Select(index =>
        batch.NodeOf(index) is var node && node >= 0 ? batch.Cluster[node].Name : $"at {batch.DeferredUntil(index)}");

    [Theory]
    [MemberData(nameof(Names))]
    public void No_policy_exceeds_a_capacity_or_chooses_what_can_never_run(string policy) => Holds(given =>
    {
        var (cluster, running) = given.Build();
        var batch = given.Ask(policy, cluster);
        for (var index = 0; index < batch.Tasks.Count; index++)
            if (batch.NodeOf(index) is var node && node >= 0)
            {
                Assert.True(cluster.IsUp(node));
                Assert.Null(cluster.NeverFits(batch.Tasks[index], node));
                if (cluster.Runs(batch.Tasks[index].Id, node))
                    running.Add((batch.Tasks[index], node));
            }
        for (var node = 0; node < cluster.Count; node++)
        {
            if (!cluster.IsUp(node))
                continue;
            var here = running.Where(each => each.Node == node).Select(each => each.Task.Demand).ToList();
            Assert.Equal(cluster.CpuCapacity[node] - here.Sum(demand => demand.Cpu), cluster.CpuFree[node]);
            Assert.Equal(cluster.MemoryCapacity[node] - here.Sum(demand => demand.Memory), cluster.MemoryFree[node]);
            Assert.Equal(1000 * cluster[node].Gpus - here.Sum(demand => demand.Gpu.TotalMilli), cluster.Gpus.TotalFree(node));
            Assert.True(cluster.CpuFree[node] >= 0 && cluster.MemoryFree[node] >= 0);
            Assert.All(cluster.Gpus.Free(node).ToArray(), free => Assert.InRange(free, 0, 1000));
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_the_nodes_and_being_asked_again_or_for_reasons_change_nothing(string policy) => Holds(given =>
    {
        var names = given.Names(policy);
        Assert.Equal(names, given.Names(policy));
        Assert.Equal(names, given.Names(policy, shuffled: true));
        Assert.Equal(names, given.Names(policy, explain: true));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Equal_tasks_can_change_places(string policy) => Holds(given =>
    {
        // Every task twice, side by side: which of two equal tasks comes first cannot matter, because nothing but their names and numbers tells them apart.
        var twice = given with { Tasks = [.. given.Tasks.SelectMany(task => new[] { task with { Submitted = 0 }, task with { Submitted = 0 } })] };
        string[] Answer(bool swapped)
        {
            var (cluster, _) = twice.Build();
            var batch = new PlacementBatch(cluster, 60_000_000_000, new(given.Seed, "policy"));
            foreach (var (task, index) in twice.Tasks.Select((task, index) => (task, index)).OrderByDescending(each => each.task.Priority))
                batch.Add(task with { Id = swapped ? index ^ 1 : index, Name = $"task-{(swapped ? index ^ 1 : index)}" });
            PlacementPolicies.Get(policy).Place(batch);
            return [.. Answers(batch)];
        }
        Assert.Equal(Answer(false), Answer(true));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Reasons_name_the_choice_and_its_score_is_the_lowest(string policy) => Holds(given =>
    {
        var (cluster, _) = given.Build();
        var batch = given.Ask(policy, cluster, explain: true);
        Assert.Equal(batch.Tasks.Select(task => task.Name), batch.Decisions.Select(decision => decision.Subject));
        for (var index = 0; index < batch.Tasks.Count; index++)
        {
            var decision = batch.Decisions[index];
            Assert.Equal((policy, batch.NodeOf(index) is var node && node >= 0 ? cluster[node].Name : null), (decision.Policy, decision.Chosen));
            Assert.NotEmpty(decision.Reason);
            Assert.Equal(cluster.Count, decision.Candidates.Count);
            if (node < 0 || policy is "random" or "ecsched")
                continue;
            var best = decision.Candidates.Where(candidate => candidate.Refusal is null).MinBy(candidate => candidate.Score)!;
            Assert.Equal(best.Node, decision.Chosen);
            if (policy is not ("carbon-aware" or "first-fit"))
                Assert.Equal(best.Score, batch.ScoreOf(index), 1e-9 * Math.Max(1, Math.Abs(best.Score)));
        }
    });

    [Fact]
    public void Without_its_weight_carbon_aware_equals_its_twin_that_sees_no_grid() => Holds(given =>
    {
        var blind = given.Names("carbon-aware", forecasts: false, options: new() { ["carbon-weight"] = 1000 });
        Assert.Equal(blind, given.Names("carbon-aware", options: new() { ["carbon-weight"] = 0 }));
        Assert.Equal(blind, given.Names("carbon-aware", forecasts: false, options: new() { ["carbon-weight"] = 0 }));
    });

    [Fact]
    public void Options_out_of_range_and_unknown_ones_are_errors()
    {
        foreach (var policy in PlacementPolicies.All)
        {
            foreach (var option in policy.Options)
            {
                foreach (var wrong in new[] { option.Least - 1, option.Most + 1, double.NaN })
                    Assert.Contains($"{policy.Name}.{option.Name}", Assert.Throws<ArgumentException>(() => PlacementPolicies.Get(policy.Name, new Dictionary<string, double> { [option.Name] = wrong })).Message);
                foreach (var right in new[] { option.Least, option.Default, option.Most })
                    Assert.Equal(policy.Name, PlacementPolicies.Get(policy.Name, new Dictionary<string, double> { [option.Name] = right }).Name);
            }
            Assert.Contains("has no option 'colour'", Assert.Throws<ArgumentException>(() => PlacementPolicies.Get(policy.Name, new Dictionary<string, double> { ["colour"] = 1 })).Message);
        }
    }

    private static void Holds(Action<Case> property) => Prop.ForAll(Arb.From(Cases), property).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
}
