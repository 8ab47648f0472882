namespace Berth.Policies.Solvers;

/// <summary>What a search for the cheapest flow found.</summary>
/// <remarks>
/// The potentials prove the optimum (complementary slackness; Ahuja, Magnanti, Orlin, <i>Network Flows</i>, theorem 9.4):
/// with the reduced cost r = cost + potential[from] − potential[to], an arc with r above 0 is empty and one with r below 0 is full.
/// </remarks>
/// <param name="Status">How it ended; the other members are empty unless it is <see cref="FlowStatus.Optimal"/>.</param>
/// <param name="Cost">Sum of flow times cost.</param>
/// <param name="Flow">Flow on each arc.</param>
/// <param name="Potential">Potential of each node.</param>
/// <param name="Pivots">Number of exchanges of a tree arc that it took.</param>
public sealed record FlowSolution(FlowStatus Status, Int128 Cost, long[] Flow, long[] Potential, long Pivots)
{
    internal static FlowSolution Without(FlowStatus status, long pivots) => new(status, 0, [], [], pivots);
}
