using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>The rules, in the order in which they are named when several refuse a node.</summary>
internal static class AllPredicates
{
    /// <summary>Those that depend on the node and on the shape of the pod alone.</summary>
    internal static IReadOnlyList<IPredicate> OfNodes { get; } = [new Cordon(), new NodeLabels(), new Taints()];

    /// <summary>Those that depend on what is where, but for cores and memory, which policies see.</summary>
    internal static IReadOnlyList<IPredicate> OfPods { get; } = [new NotWeighed(), new PodSlots(), new FurtherResources(), new HostPorts(), new PodNearness(), new PodDistance(), new TopologySpread()];

    private static readonly IReadOnlyList<IPredicate> Every = [.. OfNodes, new Size(), .. OfPods];

    /// <summary>All that concern a pod now.</summary>
    internal static INodeTest[] For(PodInfo pod, ClusterModel model) => Tests(Every, pod, model);

    internal static INodeTest[] Tests(IReadOnlyList<IPredicate> predicates, PodInfo pod, ClusterModel model) =>
        [.. predicates.Select(predicate => predicate.For(pod, model)).Where(test => test is not null).Select(test => test!)];
}
