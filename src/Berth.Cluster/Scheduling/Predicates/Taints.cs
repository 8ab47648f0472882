using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>Taints keep pods away that do not tolerate them.</summary>
internal sealed class Taints : IPredicate
{
    public INodeTest For(PodInfo pod, ClusterModel model) => new Test(pod.Pod.Spec.Tolerations);

    private sealed class Test(IReadOnlyList<Toleration>? tolerations) : INodeTest
    {
        public bool Admits(NodeInfo node) => node.Taints.Count == 0 || TaintRules.Keeping(node.Taints, tolerations) is null;

        public string Why(NodeInfo node) => $"have the taint {TaintRules.Keeping(node.Taints, tolerations)}, which it does not tolerate";

        public string Help(IReadOnlyList<NodeInfo> nodes) => $"a toleration of {TaintRules.Keeping(nodes[0].Taints, tolerations)} would admit it to {nodes[0].Name}";
    }
}
