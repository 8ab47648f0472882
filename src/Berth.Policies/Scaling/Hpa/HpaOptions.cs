using Berth.Model;

namespace Berth.Policies.Scaling.Hpa;

/// <summary>The settings of the autoscaler as numbers of an experiment file.</summary>
public static class HpaOptions
{
    private const double MostSeconds = 86_400;

    /// <summary>The options with the defaults of Kubernetes; those of the seed's file differ in some.</summary>
    /// <param name="target">Percent of the requested cores that should be used.</param>
    /// <param name="downPercent">Percent of the replicas that may go in a period.</param>
    /// <param name="downPeriod">That period.</param>
    /// <param name="behavior">Whether the behaviour holds although nothing of it is set.</param>
    internal static PolicyOption[] Make(double target = 80, double downPercent = 100, double downPeriod = 15, bool behavior = false) =>
    [
        new("target", "Percent of the requested cores that should be used.", target, 1, 1000),
        new("queue-target", "Waiting requests for each replica, as a second metric; 0 is none.", 0, 0, 1e6),
        new("up-tolerance", "Part by which a metric may be above its target before replicas are added.", 0.1, 0, 10),
        new("down-tolerance", "Part by which it may be below before they are removed.", 0.1, 0, 1),
        new("behavior", "1 lets the rates below hold; 0 only where one of them, or a stabilization, is not Kubernetes' default.", behavior ? 1 : 0, 0, 1),
        new("up-stabilization", "Seconds whose lowest recommendation bounds the way up.", 0, 0, 3600),
        new("down-stabilization", "Seconds whose highest recommendation bounds the way down.", 300, 0, 3600),
        new("up-pods", "Replicas that may be added in a period; 0 is no such policy.", 4, 0, 10_000),
        new("up-pods-period", "Its seconds.", 15, 1, 1800),
        new("up-percent", "Percent of the replicas that may be added in a period; 0 is no such policy.", 100, 0, 100_000),
        new("up-percent-period", "Its seconds.", 15, 1, 1800),
        new("up-select", "Which policy holds on the way up: 0 the one that allows most, 1 least, 2 none may be added.", 0, 0, 2),
        new("down-pods", "Replicas that may be removed in a period; 0 is no such policy.", 0, 0, 10_000),
        new("down-pods-period", "Its seconds.", 15, 1, 1800),
        new("down-percent", "Percent of the replicas that may be removed in a period; 0 is no such policy.", downPercent, 0, 100),
        new("down-percent-period", "Its seconds.", downPeriod, 1, 1800),
        new("down-select", "Which policy holds on the way down: 0 the one that allows most, 1 least, 2 none may be removed.", 0, 0, 2),
        new("sync", "Seconds between decisions.", 15, 1, 3600),
        new("cpu-initialization", "Seconds from a replica's start in which its use counts only once it was ready for a whole window.", 300, 0, MostSeconds),
        new("initial-readiness", "Seconds from a replica's start in which turning not ready means that it never was.", 30, 0, MostSeconds),
    ];

    /// <summary>The settings of some values.</summary>
    /// <param name="options">A value for each option.</param>
    public static HpaSettings Settings(IReadOnlyDictionary<string, double> options) => new()
    {
        Metrics = options["queue-target"] > 0
            ? [HpaMetric.Cpu(options["target"]), new(HpaMetricSource.External, "queue", HpaTargetKind.AverageValue, options["queue-target"])]
            : [HpaMetric.Cpu(options["target"])],
        Behavior = Behavior(options),
        SyncSeconds = options["sync"],
        UpTolerance = options["up-tolerance"],
        DownTolerance = options["down-tolerance"],
        CpuInitializationSeconds = options["cpu-initialization"],
        InitialReadinessSeconds = options["initial-readiness"],
    };

    /// <summary>A policy of a name and its options.</summary>
    internal static HpaPolicy Policy(string name, string summary, IReadOnlyDictionary<string, double> options) => new(name, summary, Settings(options));

    private static HpaBehavior? Behavior(IReadOnlyDictionary<string, double> options)
    {
        var untouched = Array.TrueForAll(
            Make(), option => option.Name.Split('-')[0] is not ("up" or "down") || option.Name.EndsWith("tolerance", StringComparison.Ordinal) || options[option.Name] == option.Default);
        return options["behavior"] == 0 && untouched ? null : new(Rules(options, "up"), Rules(options, "down"));
    }

    private static HpaScalingRules Rules(IReadOnlyDictionary<string, double> options, string way)
    {
        var policies = new List<HpaScalingPolicy>();
        if (options[$"{way}-pods"] > 0)
            policies.Add(new(HpaPolicyKind.Pods, (int)options[$"{way}-pods"], options[$"{way}-pods-period"]));
        if (options[$"{way}-percent"] > 0)
            policies.Add(new(HpaPolicyKind.Percent, (int)options[$"{way}-percent"], options[$"{way}-percent-period"]));
        return new(policies, (HpaSelect)(int)options[$"{way}-select"], options[$"{way}-stabilization"]);
    }
}
