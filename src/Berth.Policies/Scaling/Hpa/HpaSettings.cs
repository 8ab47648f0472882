namespace Berth.Policies.Scaling.Hpa;

/// <summary>
/// What a HorizontalPodAutoscaler and its controller are told, with the defaults of Kubernetes (autoscaling/v2, kube-controller-manager). The bounds of
/// the number of replicas come from the view.
/// </summary>
public sealed record HpaSettings
{
    /// <summary>The metrics; the largest proposal wins.</summary>
    public IReadOnlyList<HpaMetric> Metrics { get; init; } = [HpaMetric.Cpu(80)];

    /// <summary>How fast the number may change; null is the older rule without policies.</summary>
    public HpaBehavior? Behavior { get; init; }

    /// <summary>Seconds between decisions.</summary>
    public double SyncSeconds { get; init; } = 15;

    /// <summary>How far the ratio of measured to wanted may be above 1 before replicas are added.</summary>
    public double UpTolerance { get; init; } = 0.1;

    /// <summary>How far the ratio may be below 1 before replicas are removed.</summary>
    public double DownTolerance { get; init; } = 0.1;

    /// <summary>The highest recommendation of so many seconds holds on the way down, where the behaviour does not say otherwise.</summary>
    public double DownscaleStabilizationSeconds { get; init; } = 300;

    /// <summary>Seconds from a pod's start in which its processor use only counts once it was ready for a whole window.</summary>
    public double CpuInitializationSeconds { get; init; } = 300;

    /// <summary>Seconds from a pod's start in which a change to not ready means that it never was ready.</summary>
    public double InitialReadinessSeconds { get; init; } = 30;

    /// <summary>Whether a ratio is so near to 1 that nothing changes.</summary>
    internal bool Tolerates(double ratio) => 1.0 - DownTolerance <= ratio && ratio <= 1.0 + UpTolerance;
}
