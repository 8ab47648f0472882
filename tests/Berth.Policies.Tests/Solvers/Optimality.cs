using Berth.Policies.Solvers;

namespace Berth.Policies.Tests.Solvers;

/// <summary>Checks a solution by definition: balance at each node, capacities, complementary slackness, and the sum of the cost.</summary>
internal static class Optimality
{
    internal static string? Violation(FlowNetwork network, FlowSolution solution)
    {
        var left = network.Supply.ToArray();
        var cost = (Int128)0;
        for (var arc = 0; arc < network.ArcCount; arc++)
        {
            var (from, to, flow, capacity) = (network.From[arc], network.To[arc], solution.Flow[arc], network.Capacity[arc]);
            if (flow < 0 || flow > capacity)
                return $"arc {arc} carries {flow} of {capacity}";
            left[from] -= flow;
            left[to] += flow;
            cost += (Int128)flow * network.Cost[arc];
            var reduced = network.Cost[arc] + solution.Potential[from] - solution.Potential[to];
            if ((reduced > 0 && flow > 0) || (reduced < 0 && flow < capacity))
                return $"arc {arc} has reduced cost {reduced} and carries {flow} of {capacity}";
        }
        return Array.FindIndex(left, rest => rest != 0) is var node and >= 0 ? $"node {node} keeps {left[node]}"
            : cost != solution.Cost ? $"cost {cost}, not {solution.Cost}" : null;
    }
}
