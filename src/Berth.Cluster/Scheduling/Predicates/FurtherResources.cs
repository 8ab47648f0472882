using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>Resources beside cores and memory: ephemeral storage, and extended ones such as <c>nvidia.com/gpu</c>.</summary>
internal sealed class FurtherResources : IPredicate
{
    public INodeTest? For(PodInfo pod, ClusterModel model) => pod.Further.Count > 0 ? new Test(pod) : null;

    private sealed class Test(PodInfo pod) : INodeTest
    {
        public bool Admits(NodeInfo node)
        {
            foreach (var (resource, amount) in pod.Further)
                if (amount > node.FurtherFree(resource))
                    return false;
            return true;
        }

        public string Why(NodeInfo node) => Lacking(node) is var (resource, amount) && node.Further(resource) >= amount ? $"have too little {resource} free" : $"have too little {resource}";

        public string Help(IReadOnlyList<NodeInfo> nodes) =>
            Lacking(nodes[0]) is var (resource, amount) ? $"{nodes[0].Name} has {nodes[0].FurtherFree(resource):0} of the {amount:0} {resource} that it requests free" : "";

        private (string Resource, double Amount) Lacking(NodeInfo node) =>
            pod.Further.Where(each => each.Value > node.FurtherFree(each.Key)).Select(each => (each.Key, each.Value)).First();
    }
}
