using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>A node takes only so many pods.</summary>
internal sealed class PodSlots : IPredicate, INodeTest
{
    public INodeTest For(PodInfo pod, ClusterModel model) => this;

    public bool Admits(NodeInfo node) => !node.IsFull;

    public string Why(NodeInfo node) => "have as many pods as they take";

    public string Help(IReadOnlyList<NodeInfo> nodes) => $"{nodes[0].Name} takes {nodes[0].MostPods} pods: end one there, or add a node";
}
