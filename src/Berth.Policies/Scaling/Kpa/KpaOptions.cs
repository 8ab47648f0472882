using Berth.Model;

namespace Berth.Policies.Scaling.Kpa;

/// <summary>The settings as an experiment file says them: numbers by Knative's names.</summary>
public static class KpaOptions
{
    /// <summary>What can be set.</summary>
    public static IReadOnlyList<PolicyOption> All { get; } =
    [
        new("rps", "1 counts requests a second instead of those that are in the service at once.", 0, 0, 1),
        new("container-concurrency", "Requests that a replica serves at once; 0 is any number.", 1, 0, 1000),
        new("target", "What a replica can take of what is counted; 0 is the container concurrency (100 where that is any number), or 200 a second.", 0, 0, 1_000_000),
        new("target-utilization-percentage", "Part of it that a replica should have, percent.", 70, 1, 100),
        new("stable-window", "Seconds that the stable average is taken over; whole.", 60, 6, 3600),
        new("panic-window-percentage", "The panic window as a part of the stable one, percent.", 10, 1, 100),
        new("panic-threshold-percentage", "A panic starts when the panic average needs this many times the ready replicas, percent.", 200, 110, 1000),
        new("max-scale-up-rate", "Most replicas after a decision, in parts of the ready ones; more than 1.", 1000, 1, 1_000_000),
        new("max-scale-down-rate", "Ready replicas in parts of the fewest after a decision; more than 1.", 2, 1, 1_000_000),
        new("target-burst-capacity", "Requests that are to find room beside the present ones; -1 is any number.", 211, -1, 1_000_000),
        new("activation-scale", "Fewest replicas while there are any.", 1, 1, 10_000),
        new("scale-down-delay", "Seconds that a smaller number must have been enough before it is taken; whole.", 0, 0, 3600),
        new("scale-to-zero-grace-period", "Seconds without traffic, after the stable window, before the last replica goes; whole.", 30, 1, 86_400),
        new("scale-to-zero-pod-retention-period", "Seconds that the last replica stays in any case; whole.", 0, 0, 86_400),
        new("tick-interval", "Seconds from one decision to the next; whole.", 2, 1, 3600),
    ];

    /// <summary>The settings of these values, one for each of <see cref="All"/>.</summary>
    /// <exception cref="ArgumentException">Seconds are not whole, or values are out of range; the message names them all.</exception>
    public static KpaSettings Settings(IReadOnlyDictionary<string, double> options)
    {
        string[] whole = ["rps", "stable-window", "activation-scale", "scale-down-delay", "scale-to-zero-grace-period", "scale-to-zero-pod-retention-period", "tick-interval"];
        var settings = new KpaSettings
        {
            Metric = options["rps"] == 0 ? KpaMetric.Concurrency : KpaMetric.RequestsPerSecond,
            ContainerConcurrency = options["container-concurrency"],
            TotalPerPod = options["target"],
            TargetUtilizationPercent = options["target-utilization-percentage"],
            StableWindowSeconds = (int)options["stable-window"],
            PanicWindowPercent = options["panic-window-percentage"],
            PanicThresholdPercent = options["panic-threshold-percentage"],
            MaxScaleUpRate = options["max-scale-up-rate"],
            MaxScaleDownRate = options["max-scale-down-rate"],
            TargetBurstCapacity = options["target-burst-capacity"],
            ActivationScale = (int)options["activation-scale"],
            ScaleDownDelaySeconds = (int)options["scale-down-delay"],
            ScaleToZeroGraceSeconds = (int)options["scale-to-zero-grace-period"],
            ScaleToZeroRetentionSeconds = (int)options["scale-to-zero-pod-retention-period"],
            TickSeconds = (int)options["tick-interval"],
        };
        List<string> problems =
        [
            .. whole.Where(name => options[name] != Math.Floor(options[name])).Select(name => $"kpa.{name} is {options[name]}; it must be a whole number"),
            .. settings.Problems(),
        ];
        return problems.Count == 0 ? settings : throw new ArgumentException(string.Join("; ", problems), nameof(options));
    }
}
