namespace Berth.Serving.Dispatch;

/// <summary>States of replicas as they are written.</summary>
internal static class ReplicaText
{
    internal static string State(ReplicaState state) => state switch
    {
        ReplicaState.Starting => "starting",
        ReplicaState.Ready => "ready",
        ReplicaState.Ejected => "ejected",
        ReplicaState.Draining => "draining",
        _ => "gone",
    };
}
