namespace Berth.Serving.Dispatch;

/// <summary>Where a replica is in its life.</summary>
internal enum ReplicaState
{
    /// <summary>It is registered and has not been found healthy yet.</summary>
    Starting,

    /// <summary>It takes requests.</summary>
    Ready,

    /// <summary>An exchange with it failed; it takes none until a health check passes.</summary>
    Ejected,

    /// <summary>It takes none and is gone after its last answer.</summary>
    Draining,

    /// <summary>It is not in the list any more.</summary>
    Gone,
}
