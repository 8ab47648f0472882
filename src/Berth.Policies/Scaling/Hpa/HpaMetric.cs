namespace Berth.Policies.Scaling.Hpa;

/// <summary>A metric of a HorizontalPodAutoscaler and what it should be.</summary>
/// <param name="Source">Whose metric it is.</param>
/// <param name="Name">Its name; of a resource <c>cpu</c> or <c>memory</c>.</param>
/// <param name="Kind">What the target means.</param>
/// <param name="Target">Percent of the requests, or a value; above 0.</param>
public sealed record HpaMetric(HpaMetricSource Source, string Name, HpaTargetKind Kind, double Target)
{
    /// <summary>Name of the processors as a resource.</summary>
    public const string CpuName = "cpu";

    /// <summary>Name of the memory as a resource.</summary>
    public const string MemoryName = "memory";

    /// <summary>Use of the processors as a percentage of what is requested.</summary>
    public static HpaMetric Cpu(double percent) => new(HpaMetricSource.Resource, CpuName, HpaTargetKind.Utilization, percent);

    /// <summary>Whether the readiness of pods and the age of samples count: they do for processors only.</summary>
    internal bool IsCpu => Source is HpaMetricSource.Resource or HpaMetricSource.ContainerResource && Name == CpuName;

    /// <summary>The container that a metric of one is of; null for others.</summary>
    public string? Container { get; init; }

    /// <summary>The sample of a pod; null when there is none.</summary>
    internal ReplicaMetric? Sample(ReplicaView pod)
    {
        if (Source == HpaMetricSource.ContainerResource)
            return ContainerOf(pod) is { } container ? Find(container.Metrics) : null;
        if (IsCpu)
            return pod.Cpu is { } cpu ? new(CpuName, cpu.Cores, cpu.Moment, cpu.Window) : null;
        return Find(pod.Metrics);
    }

    /// <summary>Whether something is known of a pod, but not of this metric's container: the original then knows nothing of the metric at all.</summary>
    internal bool Lacks(ReplicaView pod) => Source == HpaMetricSource.ContainerResource && ContainerOf(pod) is null && IsKnown(pod);

    /// <summary>What a pod requests of the resource; not a number when it requests none.</summary>
    internal double Request(ReplicaView pod) => (Source, Name) switch
    {
        // A pod without that container requests 0 for it.
        (HpaMetricSource.ContainerResource, CpuName) => ContainerOf(pod)?.RequestedCores ?? 0,
        (HpaMetricSource.ContainerResource, MemoryName) => ContainerOf(pod) is { } container ? container.RequestedBytes ?? double.NaN : 0,
        (_, CpuName) => pod.RequestedCores,
        (_, MemoryName) => pod.RequestedBytes ?? double.NaN,
        _ => double.NaN,
    };

    private ContainerView? ContainerOf(ReplicaView pod)
    {
        for (var at = 0; at < pod.Containers.Count; at++)
            if (pod.Containers[at].Name == Container)
                return pod.Containers[at];
        return null;
    }

    private ReplicaMetric? Find(IReadOnlyList<ReplicaMetric> metrics)
    {
        for (var at = 0; at < metrics.Count; at++)
            if (metrics[at].Name == Name)
                return metrics[at];
        return null;
    }

    private static bool IsKnown(ReplicaView pod)
    {
        for (var at = 0; at < pod.Containers.Count; at++)
            if (pod.Containers[at].Metrics.Count > 0)
                return true;
        return pod.Cpu is not null || pod.Metrics.Count > 0;
    }
}

/// <summary>Whose metric it is, by the types of autoscaling/v2.</summary>
public enum HpaMetricSource
{
    /// <summary>A resource of the pods, which they request.</summary>
    Resource,

    /// <summary>A resource of one container of the pods.</summary>
    ContainerResource,

    /// <summary>Each pod's own.</summary>
    Pods,

    /// <summary>Of one other object.</summary>
    Object,

    /// <summary>Of something outside.</summary>
    External,
}

/// <summary>What a target means.</summary>
public enum HpaTargetKind
{
    /// <summary>Percent of what the pods request.</summary>
    Utilization,

    /// <summary>The value itself, whatever the number of pods.</summary>
    Value,

    /// <summary>The value for each pod.</summary>
    AverageValue,
}
