using Berth.Model;
using Berth.Policies.Solvers;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Policies.Tests.Solvers;

public sealed class NetworkSimplexProperties
{
    private static readonly Gen<(int From, int To, long Capacity, long Cost)> Arc =
        from ends in Gen.Choose(0, 7).Two()
        from capacity in Gen.Frequency((1, Gen.Constant(0)), (6, Gen.Choose(1, 6)))
        from cost in Gen.OneOf(Gen.Choose(-4, 9), Gen.Elements(0, 1))
        select (ends.Item1, ends.Item2, (long)capacity, (long)cost);

    private static readonly Gen<FlowNetwork> Networks =
        from nodes in Gen.Choose(1, 8)
        from supplies in Gen.Choose(-3, 3).ArrayOf(nodes)
        from arcs in Arc.ListOf()
        select Make(supplies, [.. arcs]);

    private static FlowNetwork Make(int[] supplies, (int From, int To, long Capacity, long Cost)[] arcs)
    {
        var network = new FlowNetwork();
        foreach (var supply in supplies)
            network.AddNode(supply);
        // Balanced four times in five: the last node takes what the others give.
        if (supplies.Length > 1 && supplies[0] != 3)
            network.SetSupply(supplies.Length - 1, -supplies[..^1].Sum());
        foreach (var (from, to, capacity, cost) in arcs)
            network.AddArc(from % supplies.Length, to % supplies.Length, cost >= 0 && capacity == 6 ? FlowNetwork.Unlimited : capacity, cost);
        return network;
    }

    [Fact]
    public void The_optimum_is_that_of_successive_shortest_paths_and_proves_itself() =>
        Prop.ForAll(Arb.From(Networks), network =>
        {
            var solution = NetworkSimplex.Solve(network);
            return SuccessiveShortestPaths.Cost(network) is { } cost
                ? solution.Status == FlowStatus.Optimal && solution.Cost == cost && Optimality.Violation(network, solution) is null
                : solution.Status == FlowStatus.Infeasible;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void On_tiny_networks_nothing_that_can_be_tried_is_cheaper() =>
        Prop.ForAll(Arb.From(from arcs in Arc.ListOf(5) from supplies in Gen.Choose(-2, 2).ArrayOf(3) select Make(supplies, [.. arcs.Select(arc => arc with { Capacity = Math.Min(arc.Capacity, 3) })])), network =>
        {
            var solution = NetworkSimplex.Solve(network);
            var best = BruteForce(network, 0, new long[network.ArcCount]);
            return best is { } cost ? solution.Status == FlowStatus.Optimal && solution.Cost == cost : solution.Status == FlowStatus.Infeasible;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Int128? BruteForce(FlowNetwork network, int arc, long[] flow)
    {
        if (arc == network.ArcCount)
        {
            var left = network.Supply.ToArray();
            var cost = (Int128)0;
            for (var each = 0; each < arc; each++)
            {
                left[network.From[each]] -= flow[each];
                left[network.To[each]] += flow[each];
                cost += flow[each] * network.Cost[each];
            }
            return left.All(rest => rest == 0) ? cost : null;
        }
        Int128? best = null;
        for (flow[arc] = Math.Min(3, network.Capacity[arc]); flow[arc] >= 0; flow[arc]--)
            if (BruteForce(network, arc + 1, flow) is { } cost && !(best <= cost))
                best = cost;
        return best;
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(1.0)]
    [InlineData(1.4)]
    public void Networks_of_a_scheduler_too(double load)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new RandomStream(seed, "scheduler");
            var (tasks, machines) = (60 + random.NextInt(60), 12 + random.NextInt(12));
            var network = new FlowNetwork();
            network.AddNodes(tasks + machines + 2);
            var (unscheduled, sink) = (tasks + machines, tasks + machines + 1);
            network.SetSupply(sink, -tasks);
            for (var task = 0; task < tasks; task++)
            {
                network.SetSupply(task, 1);
                for (var arc = 0; arc < 6; arc++)
                    network.AddArc(task, tasks + random.NextInt(machines), 1, random.NextInt(100) - 20);
                network.AddArc(task, unscheduled, 1, 100 + random.NextInt(100));
            }
            for (var machine = 0; machine < machines; machine++)
                network.AddArc(tasks + machine, sink, (long)(tasks / load / machines), 0);
            network.AddArc(unscheduled, sink, FlowNetwork.Unlimited, 0);
            var solution = NetworkSimplex.Solve(network);
            Assert.Null(Optimality.Violation(network, solution));
            Assert.Equal(SuccessiveShortestPaths.Cost(network), solution.Cost);
        }
    }
}
