using Berth.Model;
using Berth.Policies.Scaling.Hpa;

namespace Berth.Policies.Scaling.Keda;

/// <summary>What a ScaledObject of KEDA with one trigger says, with KEDA's defaults. The bounds of the number of replicas come from the view.</summary>
public sealed record KedaSettings
{
    /// <summary>Metric of the trigger.</summary>
    public string Metric { get; init; } = "queue";

    /// <summary>Of the metric for each replica: the AverageValue of the autoscaler that KEDA makes.</summary>
    public double Threshold { get; init; } = DefaultThreshold;

    /// <summary>The trigger is active above it.</summary>
    public double ActivationThreshold { get; init; }

    /// <summary>Seconds between looks at whether the trigger is active.</summary>
    public double PollingSeconds { get; init; } = 30;

    /// <summary>Seconds since the trigger was active before the last replicas go.</summary>
    public double CooldownSeconds { get; init; } = 300;

    /// <summary>Seconds from the start before the last replicas go if the trigger never was active.</summary>
    public double InitialCooldownSeconds { get; init; }

    /// <summary>Whether there are no replicas while the trigger is not active although the least is more (<c>idleReplicaCount: 0</c>, the only number that KEDA supports).</summary>
    public bool IdleAtZero { get; init; }

    /// <summary>Whether a metric that is not there counts as 0.</summary>
    public bool IgnoreMissing { get; init; } = true;

    /// <summary>What to do while the metric fails; null is nothing.</summary>
    public KedaFallback? Fallback { get; init; }

    /// <summary>The autoscaler that KEDA makes; its metrics are not used.</summary>
    public HpaSettings Hpa { get; init; } = new();

    /// <summary>
    /// The default of <see cref="Threshold"/>: that of KEDA's own queue scalers (<c>queueLength</c> of aws-sqs-queue and azure-queue). It also suits a
    /// service of 0.1 s a request and an objective of 0.5 s: five that wait are served within it.
    /// </summary>
    public const double DefaultThreshold = 5;

    /// <summary>They as options of an experiment file.</summary>
    internal static PolicyOption[] Options { get; } =
    [
        new("threshold", "Waiting requests for each replica.", DefaultThreshold, 0.001, 1e6),
        new("activation", "Waiting requests above which there is work at all.", 0, 0, 1e6),
        new("poll", "Seconds between looks at whether there is work.", 30, 1, 3600),
        new("cooldown", "Seconds without work before the last replicas go.", 300, 0, 86_400),
        new("initial-cooldown", "Seconds from the start before they go if there never was work.", 0, 0, 86_400),
        new("idle-at-zero", "1 leaves no replicas while there is no work although the least is more.", 0, 0, 1),
        new("ignore-missing", "1 takes a metric that is not there for 0, 0 for a failure.", 1, 0, 1),
        new("fallback-replicas", "Replicas after failures of the metric; -1 is no fallback.", -1, -1, 10_000),
        new("fallback-failures", "Failures in a row after which more count.", 3, 0, 10_000),
        new("fallback-behavior", "0 that number, 1 as many as there are, 2 the higher of both, 3 the lower.", 0, 0, 3),
        new("tolerance", "Part by which the metric may miss its threshold before something changes.", 0.1, 0, 1),
        new("down-stabilization", "Seconds whose highest recommendation bounds the way down.", 300, 0, 3600),
    ];

    /// <summary>The settings of some values.</summary>
    /// <param name="options">A value for each option.</param>
    public static KedaSettings Of(IReadOnlyDictionary<string, double> options) => new()
    {
        Threshold = options["threshold"],
        ActivationThreshold = options["activation"],
        PollingSeconds = options["poll"],
        CooldownSeconds = options["cooldown"],
        InitialCooldownSeconds = options["initial-cooldown"],
        IdleAtZero = options["idle-at-zero"] != 0,
        IgnoreMissing = options["ignore-missing"] != 0,
        Fallback = options["fallback-replicas"] < 0 ? null : new((int)options["fallback-replicas"], (int)options["fallback-failures"], (KedaFallbackBehavior)(int)options["fallback-behavior"]),
        Hpa = new() { UpTolerance = options["tolerance"], DownTolerance = options["tolerance"], DownscaleStabilizationSeconds = options["down-stabilization"] },
    };
}
