using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>Node selectors and the node affinity that is required.</summary>
internal sealed class NodeLabels : IPredicate
{
    public INodeTest? For(PodInfo pod, ClusterModel model) => pod.Pod.Spec.NodeSelector is { Count: > 0 } || pod.NodeTerms is not null ? new Test(pod) : null;

    private sealed class Test(PodInfo pod) : INodeTest
    {
        private readonly IReadOnlyDictionary<string, string>? _selector = pod.Pod.Spec.NodeSelector;

        public bool Admits(NodeInfo node) => Requirements.Has(node.Labels, _selector) && (pod.NodeTerms is not { } terms || terms.Any(term => Holds(term, node)));

        public string Why(NodeInfo node) => Missing(node) is var (name, value) ? $"lack the label {name}={value}" : $"are outside its node affinity ({Affinity()})";

        public string? Help(IReadOnlyList<NodeInfo> nodes) => Missing(nodes[0]) is var (name, value) ? $"kubectl label node {nodes[0].Name} {name}={value}" : null;

        private (string Name, string Value)? Missing(NodeInfo node)
        {
            foreach (var (name, value) in _selector ?? new Dictionary<string, string>())
                if (node.Labels.GetValueOrDefault(name) != value)
                    return (name, value);
            return null;
        }

        private string Affinity() => string.Join(" or ", pod.NodeTerms!.Select(term =>
            string.Join(" and ", (term.MatchExpressions ?? []).Concat(term.MatchFields ?? []).Select(Requirements.Text))));

        private static bool Holds(NodeSelectorTerm term, NodeInfo node) =>
            (term.MatchExpressions is { Count: > 0 } || term.MatchFields is { Count: > 0 })
            && Requirements.Meets(node.Labels, term.MatchExpressions)
            && (term.MatchFields ?? []).All(field => Requirements.Meets(field.Key == "metadata.name" ? node.Name : null, field));
    }
}
