using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>
/// Pod affinity: in each domain that its terms name a pod must run that all terms mean. Where none runs anywhere, a pod that its own terms mean is the first.
/// </summary>
internal sealed class PodNearness : IPredicate
{
    public INodeTest? For(PodInfo pod, ClusterModel model)
    {
        if (pod.Near.Count == 0)
            return null;
        var domains = pod.Near.Select(_ => new HashSet<string>()).ToArray();
        foreach (var node in model.Nodes)
            foreach (var other in node.Pods.Values)
                if (pod.Near.All(term => TermMatch.Means(term, pod.Namespace, other)))
                    for (var term = 0; term < domains.Length; term++)
                        if (TermMatch.Domain(pod.Near[term], node) is { } domain)
                            domains[term].Add(domain);
        var first = domains.All(each => each.Count == 0) && pod.Near.All(term => TermMatch.Means(term, pod.Namespace, pod));
        return new Test(pod.Near, domains, first);
    }

    private sealed class Test(IReadOnlyList<PodAffinityTerm> terms, HashSet<string>[] domains, bool first) : INodeTest
    {
        public bool Admits(NodeInfo node) => Unmet(node) is null;

        public string Why(NodeInfo node) => Unmet(node) is { } term && TermMatch.Domain(term, node) is null
            ? $"lack the label {term.TopologyKey}, by which it wants to be near {TermMatch.Text(term)}" : $"have no pod {TermMatch.Text(Unmet(node)!)} in their {Unmet(node)!.TopologyKey}";

        public string? Help(IReadOnlyList<NodeInfo> nodes) => Unmet(nodes[0]) is { } term ? $"a pod {TermMatch.Text(term)} in a {term.TopologyKey} with room" : null;

        private PodAffinityTerm? Unmet(NodeInfo node)
        {
            for (var term = 0; term < domains.Length; term++)
                if (TermMatch.Domain(terms[term], node) is not { } domain || (!first && !domains[term].Contains(domain)))
                    return terms[term];
            return null;
        }
    }
}
