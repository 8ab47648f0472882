using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>A rule on nodes, for one pod at one moment.</summary>
internal interface INodeTest
{
    /// <summary>Whether the pod may be on a node.</summary>
    bool Admits(NodeInfo node);

    /// <summary>Why not, as a plural that a number of nodes stands before: <c>have too little cpu free</c>. Nodes with the same reason are counted together.</summary>
    string Why(NodeInfo node);

    /// <summary>What would admit it to one of the nodes that nothing else keeps it from; null when nothing simple would.</summary>
    string? Help(IReadOnlyList<NodeInfo> nodes);
}
