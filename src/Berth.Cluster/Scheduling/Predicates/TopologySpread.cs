using System.Text.Json;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>
/// Topology spread: with the pod, no domain may lead the one with the fewest pods by more than the constraint says. Only nodes that the pod's selectors admit and that
/// have the labels of all its constraints count, and pods that are ending do not.
/// </summary>
internal sealed class TopologySpread : IPredicate
{
    private static readonly IPredicate Labels = new NodeLabels(), Tainted = new Taints();

    public INodeTest? For(PodInfo pod, ClusterModel model) =>
        pod.Spread.Count == 0 ? null : new Test([.. pod.Spread.Select(constraint => Domains.Count(constraint, pod, model))]);

    private sealed record Domains(TopologySpreadConstraint Constraint, Dictionary<string, int> Pods, int Fewest, int Itself)
    {
        internal static Domains Count(TopologySpreadConstraint constraint, PodInfo pod, ClusterModel model)
        {
            var pods = model.Tallies.Get(pod.Namespace, Key(constraint, pod), model.Version, () => Tally(constraint, pod, model)).Pods;
            var fewest = pods.Count == 0 || pods.Count < (constraint.MinDomains ?? 1) ? 0 : pods.Values.Min();
            return new(constraint, pods, fewest, Counted(constraint, pod.Pod, pod) ? 1 : 0);
        }

        /// <summary>Equal for pods that count the same pods in the same domains.</summary>
        private static string Key(TopologySpreadConstraint constraint, PodInfo pod) =>
            $"{pod.Shape}|{string.Join(',', pod.Spread.Select(each => each.TopologyKey))}|{string.Join(',', (constraint.MatchLabelKeys ?? []).Select(key => pod.Pod.Metadata.Label(key)))}|"
            + JsonSerializer.Serialize(constraint, KubeJson.Of<TopologySpreadConstraint>());

        private static SpreadTally Tally(TopologySpreadConstraint constraint, PodInfo pod, ClusterModel model)
        {
            var labels = constraint.NodeAffinityPolicy == "Ignore" ? null : Labels.For(pod, model);
            var taints = constraint.NodeTaintsPolicy == "Honor" ? Tainted.For(pod, model) : null;
            // The pod may change while its tally is still in use.
            var (own, shared) = (pod.Pod, pod.Spread);
            return new(
                constraint, model.Nodes,
                node => shared.All(each => node.Labels.ContainsKey(each.TopologyKey)) && labels?.Admits(node) != false && taints?.Admits(node) != false,
                other => other.Namespace == pod.Namespace && other.Pod.Metadata.DeletionTimestamp is null && Counted(constraint, own, other));
        }

        internal bool Admits(NodeInfo node) =>
            node.Labels.TryGetValue(Constraint.TopologyKey, out var domain) && Pods.GetValueOrDefault(domain) + Itself - Fewest <= Constraint.MaxSkew;

        private static bool Counted(TopologySpreadConstraint constraint, Pod pod, PodInfo other) =>
            Requirements.Selects(constraint.LabelSelector, other.Pod.Metadata.Labels)
            && (constraint.MatchLabelKeys ?? []).All(key => pod.Metadata.Label(key) is not { } value || other.Pod.Metadata.Label(key) == value);
    }

    private sealed class Test(Domains[] all) : INodeTest
    {
        public bool Admits(NodeInfo node) => Broken(node) is null;

        public string Why(NodeInfo node) => Broken(node) is { Constraint: var constraint } && node.Labels.ContainsKey(constraint.TopologyKey)
            ? $"are in a {constraint.TopologyKey} that would lead by more than {constraint.MaxSkew}" : $"lack the label {Broken(node)!.Constraint.TopologyKey}, over which it is spread";

        public string? Help(IReadOnlyList<NodeInfo> nodes) => Broken(nodes[0]) is { } broken
            ? $"room in {broken.Constraint.TopologyKey} {string.Join(" or ", broken.Pods.Where(each => each.Value == broken.Pods.Values.Min()).Select(each => each.Key).Order(StringComparer.Ordinal).Take(3))}" : null;

        private Domains? Broken(NodeInfo node)
        {
            foreach (var each in all)
                if (!each.Admits(node))
                    return each;
            return null;
        }
    }
}
