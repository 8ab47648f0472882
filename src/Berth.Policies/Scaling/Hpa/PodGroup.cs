namespace Berth.Policies.Scaling.Hpa;

/// <summary>How a pod counts for a metric (<c>groupPods</c> of pkg/controller/podautoscaler/replica_calculator.go).</summary>
internal enum PodGroup
{
    /// <summary>It is being deleted or has failed.</summary>
    Ignored,

    /// <summary>It does not work yet.</summary>
    Unready,

    /// <summary>It works, but nothing is known of its metric.</summary>
    Missing,

    /// <summary>It counts with its sample.</summary>
    Ready,
}

/// <summary>The rule that says which group a pod is in.</summary>
internal static class PodGroups
{
    internal static PodGroup Of(ReplicaView pod, ReplicaMetric? sample, bool cpu, long now, HpaSettings settings)
    {
        if (pod.Leaving || pod.Phase == ReplicaPhase.Failed)
            return PodGroup.Ignored;
        if (pod.Phase == ReplicaPhase.Pending)
            return PodGroup.Unready;
        if (sample is not { } known)
            return PodGroup.Missing;
        return cpu && IsUnready(pod, known, now, settings) ? PodGroup.Unready : PodGroup.Ready;
    }

    private static bool IsUnready(ReplicaView pod, ReplicaMetric sample, long now, HpaSettings settings)
    {
        if ((pod.Ready is null && !pod.Lost) || pod.Started is not { } started)
            return true;
        if (started + Moments.Of(settings.CpuInitializationSeconds) > now)
            return pod.Ready == false || sample.Moment < pod.ReadySince + sample.Window;
        return pod.Ready == false && started + Moments.Of(settings.InitialReadinessSeconds) > pod.ReadySince;
    }
}
