namespace Berth.Cluster.Scheduling.State;

/// <summary>The tallies that pods with topology spread asked for, by namespace: pods of one workload share theirs.</summary>
internal sealed class SpreadTallies
{
    /// <summary>Tallies of a namespace; beyond that all of them are made anew when they are asked for.</summary>
    private const int Most = 200;

    private readonly Dictionary<string, Dictionary<string, SpreadTally>> _bySpace = [];
    private int _version = -1;

    /// <summary>The tally of a key.</summary>
    /// <param name="space">Namespace whose pods it counts.</param>
    /// <param name="key">Equal for equal tallies.</param>
    /// <param name="version">Of the nodes; tallies of others are forgotten.</param>
    /// <param name="make">Makes it.</param>
    internal SpreadTally Get(string space, string key, int version, Func<SpreadTally> make)
    {
        if (_version != version)
            _bySpace.Clear();
        _version = version;
        if (!_bySpace.TryGetValue(space, out var tallies))
            _bySpace.Add(space, tallies = []);
        if (!tallies.TryGetValue(key, out var tally))
        {
            if (tallies.Count == Most)
                tallies.Clear();
            tallies.Add(key, tally = make());
        }
        return tally;
    }

    /// <summary>A pod came to a node, or goes.</summary>
    internal void Count(PodInfo pod, NodeInfo node, int sign)
    {
        if (_bySpace.TryGetValue(pod.Namespace, out var tallies))
            foreach (var tally in tallies.Values)
                tally.Count(pod, node, sign);
    }
}
