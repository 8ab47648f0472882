namespace Berth.Policies.Placement;

/// <summary>What changes of a cluster, at one moment.</summary>
/// <param name="LastPlaced">Node of the task that was placed last; -1 before the first.</param>
/// <param name="Nodes">State of each node, in the order of the cluster.</param>
/// <param name="PutOff">Tasks that were put off to a moment to come.</param>
public sealed record ClusterState(int LastPlaced, IReadOnlyList<NodeState> Nodes, IReadOnlyList<PutOffTask> PutOff);

/// <summary>What changes of a node.</summary>
/// <param name="Up">Whether it is there.</param>
/// <param name="GpuFree">Free thousandths of each of its graphics processors; null is what those that run leave when they are given room one after the other.</param>
/// <param name="Running">What runs there.</param>
/// <param name="Waiting">What waits there, in its order.</param>
public sealed record NodeState(bool Up, IReadOnlyList<int>? GpuFree, IReadOnlyList<RunningTask> Running, IReadOnlyList<TaskRequest> Waiting);

/// <summary>A task that runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Demand">What it holds.</param>
/// <param name="End">When it is expected to end, nanoseconds; <see cref="long.MaxValue"/> is never.</param>
public sealed record RunningTask(string Name, Demand Demand, long End);

/// <summary>A task that is expected to take cores of a site later.</summary>
/// <param name="Site">Index of the site.</param>
/// <param name="Start">From when, nanoseconds.</param>
/// <param name="End">Until when, nanoseconds; <see cref="long.MaxValue"/> is for ever.</param>
/// <param name="Cpu">Thousandths of cores.</param>
public sealed record PutOffTask(int Site, long Start, long End, double Cpu);
