using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>A port of a node belongs to one pod.</summary>
internal sealed class HostPorts : IPredicate
{
    public INodeTest? For(PodInfo pod, ClusterModel model) => pod.Ports.Count > 0 ? new Test(pod) : null;

    private sealed class Test(PodInfo pod) : INodeTest
    {
        public bool Admits(NodeInfo node) => Holder(node) is null;

        public string Why(NodeInfo node) => $"have port {Holder(node)!.Value.Port} taken";

        public string? Help(IReadOnlyList<NodeInfo> nodes) => Holder(nodes[0]) is var (port, holder) ? $"{holder.Key} has port {port} of {nodes[0].Name}" : null;

        private (HostPort Port, PodInfo Holder)? Holder(NodeInfo node)
        {
            foreach (var other in node.Pods.Values)
                foreach (var port in other.Ports)
                    if (pod.Ports.Any(port.Meets))
                        return (port, other);
            return null;
        }
    }
}
