using Berth.Model;
using Berth.Policies.Solvers;

namespace Berth.Policies.Tests.Solvers;

public sealed class NetworkSimplexTests
{
    private static FlowNetwork Network(long[] supplies, params (int From, int To, long Capacity, long Cost)[] arcs)
    {
        var network = new FlowNetwork();
        foreach (var supply in supplies)
            network.AddNode(supply);
        foreach (var (from, to, capacity, cost) in arcs)
            network.AddArc(from, to, capacity, cost);
        return network;
    }

    private static FlowSolution Optimum(FlowNetwork network)
    {
        var solution = NetworkSimplex.Solve(network);
        Assert.Equal(FlowStatus.Optimal, solution.Status);
        Assert.Null(Optimality.Violation(network, solution));
        return solution;
    }

    [Fact]
    public void A_textbook_network_by_hand()
    {
        // 4 units from 0 to 3: 0-2-1-3 costs 4 for two units, 0-2-3 costs 5 for one, 0-1-3 costs 6 for one.
        var solution = Optimum(Network([4, 0, 0, -4], (0, 1, 4, 2), (0, 2, 3, 2), (1, 3, 3, 4), (2, 1, 2, -2), (2, 3, 5, 3)));
        Assert.Equal(0 * 4 + 2 * (2 - 2 + 4) + 1 * (2 + 3) + 1 * (2 + 4), (int)solution.Cost);
        Assert.Equal([1, 3, 3, 2, 1], solution.Flow);
    }

    [Fact]
    public void Nothing_at_all_costs_nothing()
    {
        Assert.Equal(0, Optimum(new FlowNetwork()).Cost);
        Assert.Equal(0, Optimum(Network([0, 0])).Cost);
        Assert.Equal(0, Optimum(Network([0], (0, 0, 5, 1))).Cost);
    }

    [Fact]
    public void Parallel_arcs_fill_from_the_cheapest()
    {
        var solution = Optimum(Network([10, -10], (0, 1, 4, 7), (0, 1, 4, 1), (0, 1, FlowNetwork.Unlimited, 9), (0, 1, 4, 3)));
        Assert.Equal([2, 4, 0, 4], solution.Flow);
    }

    [Fact]
    public void Arcs_of_no_capacity_carry_nothing_however_cheap()
    {
        var solution = Optimum(Network([1, -1], (0, 1, 1, 5), (1, 1, 0, -9), (0, 0, 0, -9)));
        Assert.Equal([1, 0, 0], solution.Flow);
        var network = Network([1, -1], (0, 1, 0, -1000), (0, 1, 1, 5));
        Assert.Equal([0, 1], NetworkSimplex.Solve(network).Flow);
    }

    [Fact]
    public void A_negative_circle_with_limits_is_filled() =>
        Assert.Equal(-3 * 4, (int)Optimum(Network([0, 0, 0], (0, 1, 5, -2), (1, 2, 3, -1), (2, 0, 9, -1))).Cost);

    [Fact]
    public void A_negative_loop_with_a_limit_is_filled() => Assert.Equal([7], Optimum(Network([0], (0, 0, 7, -2))).Flow);

    [Theory]
    [InlineData(-1, FlowStatus.Unbounded)]
    [InlineData(0, FlowStatus.Optimal)]
    public void A_circle_without_limit(long cost, FlowStatus status) =>
        Assert.Equal(status, NetworkSimplex.Solve(Network([0, 0], (0, 1, FlowNetwork.Unlimited, 3), (1, 0, FlowNetwork.Unlimited, cost - 3))).Status);

    [Fact]
    public void A_negative_loop_without_limit_is_unbounded() =>
        Assert.Equal(FlowStatus.Unbounded, NetworkSimplex.Solve(Network([0], (0, 0, FlowNetwork.Unlimited, -1))).Status);

    [Fact]
    public void Supplies_that_do_not_balance_are_infeasible() =>
        Assert.Equal(FlowStatus.Infeasible, NetworkSimplex.Solve(Network([2, -1], (0, 1, 5, 1))).Status);

    [Fact]
    public void Too_little_capacity_is_infeasible() =>
        Assert.Equal(FlowStatus.Infeasible, NetworkSimplex.Solve(Network([2, -2], (0, 1, 1, 1))).Status);

    [Fact]
    public void Parts_that_are_not_connected_are_solved_each()
    {
        Assert.Equal(2 + 2 * 3, (int)Optimum(Network([1, -1, 2, -2, 0], (0, 1, 1, 2), (2, 3, 2, 3))).Cost);
        Assert.Equal(FlowStatus.Infeasible, NetworkSimplex.Solve(Network([1, -2, 2, -1], (0, 1, 9, 2), (2, 3, 9, 3))).Status);
    }

    [Fact]
    public void An_assignment_with_many_ties_ends()
    {
        var network = new FlowNetwork();
        network.AddNodes(60);
        for (var row = 0; row < 30; row++)
        {
            network.SetSupply(row, 1);
            network.SetSupply(30 + row, -1);
            for (var column = 0; column < 30; column++)
                network.AddArc(row, 30 + column, 1, (row * column) % 2);
        }
        Assert.Equal(0, Optimum(network).Cost);
    }

    [Fact]
    public void Large_numbers_are_exact()
    {
        var solution = Optimum(Network([1L << 58, -(1L << 58)], (0, 1, FlowNetwork.Unlimited, 1L << 56)));
        Assert.Equal((Int128)1 << 114, solution.Cost);
    }

    [Fact]
    public void Numbers_that_could_overflow_are_refused()
    {
        Assert.Contains("2^60", Assert.Throws<ArgumentException>(() => NetworkSimplex.Solve(Network([1L << 60, -(1L << 60)]))).Message);
        Assert.Contains("2^59", Assert.Throws<ArgumentException>(() => NetworkSimplex.Solve(Network([0, 0], (0, 1, 1, long.MinValue)))).Message);
    }

    [Fact]
    public void Nodes_that_are_not_there_and_negative_capacities_are_refused()
    {
        var network = Network([0, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.AddArc(0, 2, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.AddArc(-1, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.AddArc(0, 1, -1, 1));
    }

    [Fact]
    public void A_network_can_be_used_again()
    {
        var network = Network([4, -4], (0, 1, 9, 3));
        network.Clear();
        network.AddNodes(3);
        network.SetSupply(2, 1);
        network.SetSupply(0, -1);
        network.AddArc(2, 0, 1, 8);
        Assert.Equal(8, Optimum(network).Cost);
    }

    [Fact]
    public void It_stops_when_asked()
    {
        var random = new RandomStream(1, "stop");
        var network = new FlowNetwork();
        network.AddNodes(4000);
        for (var node = 0; node < 2000; node++)
        {
            network.SetSupply(node, 1);
            network.SetSupply(2000 + node, -1);
            for (var arc = 0; arc < 20; arc++)
                network.AddArc(node, 2000 + random.NextInt(2000), 1, random.NextInt(1000));
        }
        Assert.Throws<OperationCanceledException>(() => NetworkSimplex.Solve(network, new CancellationToken(true)));
    }
}
