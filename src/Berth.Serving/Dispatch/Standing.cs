namespace Berth.Serving.Dispatch;

/// <summary>Where a request is on its way through the dispatcher.</summary>
internal enum Standing
{
    /// <summary>Not there.</summary>
    Outside,

    /// <summary>It waits for a replica.</summary>
    Queued,

    /// <summary>A replica has it.</summary>
    AtReplica,
}
