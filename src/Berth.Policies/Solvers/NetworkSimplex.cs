namespace Berth.Policies.Solvers;

/// <summary>
/// The cheapest flow, exactly, by the primal network simplex algorithm: strongly feasible spanning trees (Cunningham, 1976), which cannot
/// cycle, kept by parents, preorder thread and subtree sizes, with block search for the arc that enters
/// (Ahuja, Magnanti, Orlin, <i>Network Flows</i>, 1993, chapter 11; Kovács, <i>Minimum-cost flow algorithms: an experimental evaluation</i>, 2015).
/// </summary>
public static class NetworkSimplex
{
    /// <summary>Numbers stay below this, so that sums of them stay below 2^63.</summary>
    private const long Largest = 1L << 60;

    /// <summary>Finds the cheapest flow that carries all supplies to where they are taken within the capacities.</summary>
    /// <exception cref="ArgumentException">
    /// The numbers are too large: the supplies and the limited capacities together, or the largest cost times the number of nodes, reach 2^60.
    /// </exception>
    public static FlowSolution Solve(FlowNetwork network, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        var penalty = Penalty(network);
        if (!Balanced(network))
            return FlowSolution.Without(FlowStatus.Infeasible, 0);
        using var run = new SimplexRun(network, penalty);
        return run.Solve(stop);
    }

    /// <summary>A cost that no detour around an artificial arc can reach.</summary>
    private static long Penalty(FlowNetwork network)
    {
        var largest = (Int128)0;
        foreach (var cost in network.Cost)
            largest = Int128.Max(largest, Int128.Abs(cost));
        var penalty = (largest + 1) * (network.NodeCount + 1);
        return penalty < Largest / 2 ? (long)penalty
            : throw new ArgumentException($"a cost of {largest} is too large for {network.NodeCount} nodes: their product must stay below 2^59; use a coarser unit", nameof(network));
    }

    private static bool Balanced(FlowNetwork network)
    {
        var (sum, total) = ((Int128)0, (Int128)0);
        foreach (var supply in network.Supply)
            (sum, total) = (sum + supply, total + Int128.Abs(supply));
        foreach (var capacity in network.Capacity)
            if (capacity != FlowNetwork.Unlimited)
                total += capacity;
        return total < Largest ? sum == 0
            : throw new ArgumentException("the supplies and the limited capacities together must stay below 2^60; use FlowNetwork.Unlimited for arcs without a limit, or a coarser unit", nameof(network));
    }
}
