using Berth.Cluster.Objects;

namespace Berth.Cluster.Scheduling.State;

/// <summary>How many pods that a topology spread counts are in each domain, kept up to date as pods come and go. It holds as long as the nodes and their labels stay.</summary>
internal sealed class SpreadTally
{
    private readonly Dictionary<NodeInfo, string> _domains = [];
    private readonly Func<PodInfo, bool> _counted;

    /// <summary>Counts what is there.</summary>
    /// <param name="constraint">The constraint.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="admits">Whether a node's domain takes part.</param>
    /// <param name="counted">Whether a pod is counted.</param>
    internal SpreadTally(TopologySpreadConstraint constraint, IEnumerable<NodeInfo> nodes, Func<NodeInfo, bool> admits, Func<PodInfo, bool> counted)
    {
        _counted = counted;
        foreach (var node in nodes.Where(admits))
        {
            _domains[node] = node.Labels[constraint.TopologyKey];
            Pods.TryAdd(_domains[node], 0);
            foreach (var pod in node.Pods.Values)
                Count(pod, node, 1);
        }
    }

    /// <summary>Pods of each domain that takes part.</summary>
    internal Dictionary<string, int> Pods { get; } = [];

    /// <summary>A pod came to a node, or goes.</summary>
    internal void Count(PodInfo pod, NodeInfo node, int sign)
    {
        if (_domains.TryGetValue(node, out var domain) && _counted(pod))
            Pods[domain] += sign;
    }
}
