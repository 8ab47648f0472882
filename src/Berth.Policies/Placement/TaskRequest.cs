using Berth.Model.Functions;

namespace Berth.Policies.Placement;

/// <summary>A task that waits for a node: a job or a server of one, or a stream of items.</summary>
/// <param name="Id">Number that the world gave it.</param>
/// <param name="Name">Name: <c>job-17</c>, <c>camera@endpoint-1</c>.</param>
/// <param name="Demand">What it holds while it runs.</param>
/// <param name="Length">Seconds that it runs on a node of speed 1; infinite for a stream.</param>
/// <param name="Submitted">When it was submitted, nanoseconds of the world's clock.</param>
/// <param name="Deadline">When it should have ended; <see cref="long.MaxValue"/> is never.</param>
/// <param name="Priority">The higher comes first.</param>
/// <param name="Source">Index of the node that produces its items; -1 when there is none.</param>
/// <param name="Admitted">Nodes that its constraints admit; null is all.</param>
/// <param name="Call">What it executes, for policies that predict; null is unknown.</param>
public sealed record TaskRequest(
    int Id,
    string Name,
    Demand Demand,
    double Length,
    long Submitted = 0,
    long Deadline = long.MaxValue,
    int Priority = 0,
    int Source = -1,
    NodeSet? Admitted = null,
    FunctionCall? Call = null);
