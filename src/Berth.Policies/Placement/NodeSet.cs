namespace Berth.Policies.Placement;

/// <summary>Some of the nodes of a cluster, shared by all tasks with the same constraints.</summary>
/// <param name="Reason">Why the others are not in it: <c>has no V100M16</c>.</param>
/// <param name="members">Whether each node is in it, in the order of the cluster.</param>
public sealed class NodeSet(string reason, bool[] members)
{
    /// <summary>Why the others are not in it: <c>has no V100M16</c>.</summary>
    public string Reason { get; } = reason;

    /// <summary>Whether a node is in it.</summary>
    public bool Contains(int node) => members[node];
}
