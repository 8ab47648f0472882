using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>Nodes that are cordoned take no new pods, except those that tolerate it.</summary>
internal sealed class Cordon : IPredicate
{
    private static readonly Taint AsTaint = new() { Key = "node.kubernetes.io/unschedulable", Effect = TaintRules.NoSchedule };

    public INodeTest? For(PodInfo pod, ClusterModel model) =>
        TaintRules.Tolerates(pod.Pod.Spec.Tolerations, AsTaint) ? null : new Test();

    private sealed class Test : INodeTest
    {
        public bool Admits(NodeInfo node) => !node.Unschedulable;

        public string Why(NodeInfo node) => "are cordoned";

        public string Help(IReadOnlyList<NodeInfo> nodes) => $"kubectl uncordon {nodes[0].Name}";
    }
}
