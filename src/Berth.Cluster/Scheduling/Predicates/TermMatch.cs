using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>Which pods a term of affinity means.</summary>
internal static class TermMatch
{
    /// <summary>Whether a term of a pod means another pod.</summary>
    /// <param name="term">The term.</param>
    /// <param name="owner">Namespace of the pod that has it.</param>
    /// <param name="other">The other.</param>
    internal static bool Means(PodAffinityTerm term, string owner, PodInfo other) =>
        InNamespace(term, owner, other.Namespace) && Requirements.Selects(term.LabelSelector, other.Pod.Metadata.Labels);

    /// <summary>Whether a term asks for labels of namespaces, which are not watched here.</summary>
    internal static bool AsksNamespaces(PodAffinityTerm term) => term.NamespaceSelector is { IsEmpty: false };

    /// <summary>Value of a term's label on a node: which domain it is in; null is none.</summary>
    internal static string? Domain(PodAffinityTerm term, NodeInfo node) => node.Labels.GetValueOrDefault(term.TopologyKey);

    internal static string Text(PodAffinityTerm term) => string.Join(',',
        (term.LabelSelector?.MatchLabels ?? new Dictionary<string, string>()).Select(label => $"{label.Key}={label.Value}")
            .Concat((term.LabelSelector?.MatchExpressions ?? []).Select(Requirements.Text)));

    // The labels of namespaces are not known: a pod that is elsewhere and asks for them keeps others away in all.
    private static bool InNamespace(PodAffinityTerm term, string owner, string space) =>
        term.NamespaceSelector is not null || (term.Namespaces is { Count: > 0 } names ? names.Contains(space) : owner == space);
}
