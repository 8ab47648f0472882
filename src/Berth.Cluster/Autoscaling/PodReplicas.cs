using Berth.Cluster.Objects;
using Berth.Policies.Scaling;

namespace Berth.Cluster.Autoscaling;

/// <summary>What scaling policies see of pods.</summary>
internal static class PodReplicas
{
    private const string ReadyCondition = "Ready";

    /// <summary>Whether a pod takes requests.</summary>
    internal static bool IsReady(Pod pod) => pod.Metadata.DeletionTimestamp is null && Condition(pod) is { Status: "True" };

    /// <summary>Cores that a pod requests.</summary>
    internal static double Cores(Pod pod) => pod.Spec.Containers.Sum(container => Quantity.Milli(container.Resources?.Requests?.GetValueOrDefault("cpu"))) / 1000;

    /// <summary>A pod as a replica.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="moment">The loop's moment of a time of the cluster, nanoseconds.</param>
    /// <param name="inFlight">Requests that it has.</param>
    /// <param name="cpu">What it used; null is unknown.</param>
    internal static ReplicaView View(Pod pod, Func<DateTimeOffset, long> moment, int inFlight, CpuSample? cpu)
    {
        var ready = Condition(pod);
        var cores = Cores(pod);
        return new()
        {
            Name = pod.Metadata.Name!,
            Phase = pod.Status?.Phase switch { "Running" => ReplicaPhase.Running, "Succeeded" => ReplicaPhase.Succeeded, "Failed" => ReplicaPhase.Failed, _ => ReplicaPhase.Pending },
            Leaving = pod.Metadata.DeletionTimestamp is not null,
            Ready = ready is null or { Status: "Unknown" } ? null : ready.Status == "True",
            Lost = ready is { Status: "Unknown" },
            ReadySince = (ready?.LastTransitionTime ?? pod.Metadata.CreationTimestamp) is { } since ? moment(since) : 0,
            Started = pod.Status?.StartTime is { } start ? moment(start) : null,
            RequestedCores = cores > 0 ? cores : double.NaN,
            InFlight = inFlight,
            Cpu = cpu,
        };
    }

    private static PodCondition? Condition(Pod pod) => pod.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ReadyCondition);
}
