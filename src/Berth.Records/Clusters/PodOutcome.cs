namespace Berth.Records.Clusters;

/// <summary>What became of a decision about a pod.</summary>
public enum PodOutcome
{
    /// <summary>The pod was bound to the node.</summary>
    Bound,

    /// <summary>It stays without a node for now.</summary>
    Pending,

    /// <summary>It was given the node, but could not be bound to it.</summary>
    Failed,

    /// <summary>Nothing was decided: it had its node when the scheduler first heard of it.</summary>
    Found,
}
