using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>Pod anti-affinity, both ways: pods that it wants to be away from, and pods that want to be away from it.</summary>
internal sealed class PodDistance : IPredicate
{
    public INodeTest? For(PodInfo pod, ClusterModel model)
    {
        var closed = new Dictionary<(string Key, string Domain), string>();
        foreach (var alike in model.Repelling.Values)
            if (alike.First() is var sample)
                foreach (var term in sample.Apart.Where(term => TermMatch.Means(term, sample.Namespace, pod)))
                    foreach (var other in alike)
                        if (TermMatch.Domain(term, other.Node!) is { } domain)
                            closed[(term.TopologyKey, domain)] = $"{other.Key} wants to be away from it";
        foreach (var term in pod.Apart)
            foreach (var node in model.Nodes)
                if (TermMatch.Domain(term, node) is { } domain && !closed.ContainsKey((term.TopologyKey, domain)) && Meant(term, pod, node) is { } other)
                    closed[(term.TopologyKey, domain)] = $"{other.Key} is there, from which it wants to be away";
        return closed.Count > 0 ? new Test(closed, [.. closed.Keys.Select(each => each.Key).Distinct()]) : null;
    }

    /// <summary>Whether any pod on a node wants to be away from this one.</summary>
    internal static bool Concerns(PodInfo pod, ClusterModel model)
    {
        foreach (var alike in model.Repelling.Values)
            if (alike.First() is var sample && sample.Apart.Any(term => TermMatch.Means(term, sample.Namespace, pod)))
                return true;
        return false;
    }

    private static PodInfo? Meant(PodAffinityTerm term, PodInfo pod, NodeInfo node)
    {
        foreach (var other in node.Pods.Values)
            if (TermMatch.Means(term, pod.Namespace, other))
                return other;
        return null;
    }

    private sealed class Test(Dictionary<(string Key, string Domain), string> closed, string[] keys) : INodeTest
    {
        public bool Admits(NodeInfo node) => Closing(node) is null;

        public string Why(NodeInfo node) => $"are in a {Closing(node)!.Value.Key} that anti-affinity closes";

        public string? Help(IReadOnlyList<NodeInfo> nodes) => Closing(nodes[0]) is { } closing ? $"in {closing.Key} {closing.Domain} {closed[closing]}" : null;

        private (string Key, string Domain)? Closing(NodeInfo node)
        {
            foreach (var key in keys)
                if (node.Labels.TryGetValue(key, out var domain) && closed.ContainsKey((key, domain)))
                    return (key, domain);
            return null;
        }
    }
}
