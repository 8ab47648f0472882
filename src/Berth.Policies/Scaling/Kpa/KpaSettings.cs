namespace Berth.Policies.Scaling.Kpa;

/// <summary>What can be set of a <see cref="KnativePodAutoscaler"/>. Names, defaults and ranges are those of Knative Serving's <c>config-autoscaler</c> and its annotations.</summary>
public sealed record KpaSettings
{
    /// <summary>Least of <see cref="Target"/>.</summary>
    public const double LeastTarget = 0.01;

    /// <summary>What is counted.</summary>
    public KpaMetric Metric { get; init; }

    /// <summary>Requests that a pod serves at once; 0 is any number.</summary>
    public double ContainerConcurrency { get; init; } = 1;

    /// <summary>What a pod can take of the metric, where <see cref="ContainerConcurrency"/> is not less; 0 is unsaid: 100 at once, or 200 a second.</summary>
    public double TotalPerPod { get; init; }

    /// <summary>Part of <see cref="Total"/> that a pod should have, percent.</summary>
    public double TargetUtilizationPercent { get; init; } = 70;

    /// <summary>Seconds that the stable average is taken over, and that a panic outlasts its cause.</summary>
    public int StableWindowSeconds { get; init; } = 60;

    /// <summary>The panic window as a part of the stable one, percent.</summary>
    public double PanicWindowPercent { get; init; } = 10;

    /// <summary>A panic starts when the panic average needs this many times the ready pods, percent.</summary>
    public double PanicThresholdPercent { get; init; } = 200;

    /// <summary>Most pods after a decision, in parts of the ready ones.</summary>
    public double MaxScaleUpRate { get; init; } = 1000;

    /// <summary>Ready pods in parts of the fewest after a decision.</summary>
    public double MaxScaleDownRate { get; init; } = 2;

    /// <summary>Requests that are to find room beside the present ones; 0 asks for none, −1 for any number.</summary>
    public double TargetBurstCapacity { get; init; } = 211;

    /// <summary>Fewest pods while there are any.</summary>
    public int ActivationScale { get; init; } = 1;

    /// <summary>Seconds that a smaller number must have been enough before it is taken.</summary>
    public int ScaleDownDelaySeconds { get; init; }

    /// <summary>Seconds of being inactive before the last pod goes, unless the activator has been in the path for as long already.</summary>
    public int ScaleToZeroGraceSeconds { get; init; } = 30;

    /// <summary>Seconds that the last pod stays in any case after the service became inactive.</summary>
    public int ScaleToZeroRetentionSeconds { get; init; }

    /// <summary>Seconds from one decision to the next.</summary>
    public int TickSeconds { get; init; } = 2;

    /// <summary>Whether requests can reach these pods; those that none can reach go without limit of rate, without delay and below the fewest that are allowed.</summary>
    public bool Reachable { get; init; } = true;

    /// <summary>Fewest pods until so many have been ready once.</summary>
    public int InitialScale { get; init; } = 1;

    /// <summary>Whether the last pod may go at all.</summary>
    public bool EnableScaleToZero { get; init; } = true;

    /// <summary>Seconds after which a deployment that makes no progress has failed; a service that never became ready may go to zero 10 s later.</summary>
    public int ProgressDeadlineSeconds { get; init; } = 600;

    /// <summary>What a pod can take of the metric.</summary>
    public double Total => (Metric, ContainerConcurrency, TotalPerPod) switch
    {
        (KpaMetric.RequestsPerSecond, _, 0) => 200,
        (KpaMetric.RequestsPerSecond, _, _) => TotalPerPod,
        (_, 0, 0) => 100,
        (_, 0, _) => TotalPerPod,
        (_, _, 0) => ContainerConcurrency,
        _ => Math.Min(ContainerConcurrency, TotalPerPod),
    };

    /// <summary>What a pod should have of the metric.</summary>
    public double Target => Math.Max(LeastTarget, Total * (TargetUtilizationPercent / 100));

    /// <summary>Seconds that the panic average is taken over: rounded, halves up, and at least 1.</summary>
    public int PanicWindowSeconds => Math.Max(1, (int)Math.Round(StableWindowSeconds * PanicWindowPercent / 100, MidpointRounding.AwayFromZero));

    /// <summary>What is wrong with them, each in a sentence; nothing when they can be used.</summary>
    public IEnumerable<string> Problems()
    {
        (string Name, double Value, bool Right, string Must)[] rules =
        [
            ("container-concurrency", ContainerConcurrency, ContainerConcurrency >= 0, "not be negative; 0 is any number"),
            ("target", TotalPerPod, TotalPerPod is 0 or >= LeastTarget, $"be 0 for the usual one, or at least {LeastTarget}"),
            ("target-utilization-percentage", TargetUtilizationPercent, TargetUtilizationPercent is >= 1 and <= 100, "be from 1 to 100"),
            ("stable-window", StableWindowSeconds, StableWindowSeconds is >= 6 and <= 3600, "be from 6 to 3600 seconds"),
            ("panic-window-percentage", PanicWindowPercent, PanicWindowPercent is >= 1 and <= 100, "be from 1 to 100"),
            ("panic-threshold-percentage", PanicThresholdPercent, PanicThresholdPercent is >= 110 and <= 1000, "be from 110 to 1000"),
            ("max-scale-up-rate", MaxScaleUpRate, MaxScaleUpRate is > 1 and <= 1e6, "be greater than 1 and at most 1000000"),
            ("max-scale-down-rate", MaxScaleDownRate, MaxScaleDownRate > 1, "be greater than 1"),
            ("target-burst-capacity", TargetBurstCapacity, TargetBurstCapacity is -1 or >= 0, "not be negative, except −1 for any number"),
            ("activation-scale", ActivationScale, ActivationScale >= 1, "be at least 1"),
            ("scale-down-delay", ScaleDownDelaySeconds, ScaleDownDelaySeconds is >= 0 and <= 3600, "be from 0 to 3600 seconds"),
            ("scale-to-zero-grace-period", ScaleToZeroGraceSeconds, ScaleToZeroGraceSeconds > 0, "be at least a second"),
            ("scale-to-zero-pod-retention-period", ScaleToZeroRetentionSeconds, ScaleToZeroRetentionSeconds >= 0, "not be negative"),
            ("initial-scale", InitialScale, InitialScale >= 0, "not be negative"),
            ("progress-deadline", ProgressDeadlineSeconds, ProgressDeadlineSeconds >= 1, "be at least a second"),
            ("tick-interval", TickSeconds, TickSeconds >= 1, "be at least a second"),
        ];
        return rules.Where(rule => !rule.Right).Select(rule => $"kpa.{rule.Name} is {rule.Value}; it must {rule.Must}");
    }
}
