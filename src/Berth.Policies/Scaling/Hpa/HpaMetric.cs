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
    internal bool IsCpu => Source == HpaMetricSource.Resource && Name == CpuName;

    /// <summary>The sample of a pod; null when there is none.</summary>
    internal ReplicaMetric? Sample(ReplicaView pod)
    {
        if (IsCpu)
            return pod.Cpu is { } cpu ? new(CpuName, cpu.Cores, cpu.Moment, cpu.Window) : null;
        for (var at = 0; at < pod.Metrics.Count; at++)
            if (pod.Metrics[at].Name == Name)
                return pod.Metrics[at];
        return null;
    }

    /// <summary>What a pod requests of the resource; not a number when it requests none.</summary>
    internal double Request(ReplicaView pod) => Name switch
    {
        CpuName => pod.RequestedCores,
        MemoryName => pod.RequestedBytes ?? double.NaN,
        _ => double.NaN,
    };
}

/// <summary>Whose metric it is, by the types of autoscaling/v2.</summary>
public enum HpaMetricSource
{
    /// <summary>A resource of the pods, which they request.</summary>
    Resource,

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
