using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>Cores and memory that are free of those that pods may request. Policies see them in their view; here they are for reasons and for the last check.</summary>
internal sealed class Size : IPredicate
{
    public INodeTest For(PodInfo pod, ClusterModel model) => new Test(pod);

    private sealed class Test(PodInfo pod) : INodeTest
    {
        public bool Admits(NodeInfo node) => HasCpu(node) && HasMemory(node);

        public string Why(NodeInfo node) =>
            pod.Demand.Cpu > node.Cpu ? "have too few cores" : !HasCpu(node) ? "have too little cpu free" : pod.Demand.Memory > node.Memory ? "have too little memory" : "have too little memory free";

        public string Help(IReadOnlyList<NodeInfo> nodes)
        {
            var nearest = nodes.MinBy(node => Math.Max(Lacking(pod.Demand.Cpu, node.CpuFree), Lacking(pod.Demand.Memory, node.MemoryFree)))!;
            List<string> lacks = [];
            if (!HasCpu(nearest))
                lacks.Add($"{nearest.CpuFree:0}m of the {pod.Demand.Cpu:0}m cpu");
            if (!HasMemory(nearest))
                lacks.Add($"{Mebi(nearest.MemoryFree)} of the {Mebi(pod.Demand.Memory)} memory");
            return $"{nearest.Name} comes nearest, with {string.Join(" and ", lacks)} that it requests: request less, end something there, or add a node";
        }

        private bool HasCpu(NodeInfo node) => pod.Demand.Cpu <= Math.Max(0, node.CpuFree);

        private bool HasMemory(NodeInfo node) => pod.Demand.Memory <= Math.Max(0, node.MemoryFree);

        private static double Lacking(double wanted, double free) => wanted <= free ? 0 : (wanted - free) / wanted;

        private static string Mebi(double bytes) => $"{bytes / (1 << 20):0.#}Mi";
    }
}
