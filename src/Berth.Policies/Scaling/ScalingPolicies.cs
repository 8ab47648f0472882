using Berth.Model;
using Berth.Policies.Scaling.Elastic;
using Berth.Policies.Scaling.Foresight;
using Berth.Policies.Scaling.Hpa;
using Berth.Policies.Scaling.Keda;
using Berth.Policies.Scaling.Kpa;
using Berth.Policies.Scaling.Queue;

namespace Berth.Policies.Scaling;

/// <summary>The scaling policies by name.</summary>
public static class ScalingPolicies
{
    private static readonly Dictionary<string, PolicyKind<IScalingPolicy>> ByName = new[]
    {
        Kind(options => new FixedReplicas((int)options["replicas"]), new PolicyOption("replicas", "Replicas; 0 is the most that are allowed.", 0, 0, 10_000)),
        Kind(_ => new FollowSchedule()),
        Kind(options => HpaOptions.Policy("hpa", "Kubernetes' autoscaler with its defaults, on 80 % of the requested cores", options), HpaOptions.Make()),
        Kind(options => HpaOptions.Policy("hpa-70", "Kubernetes' autoscaler as the seed sets it, on 70 %", options), HpaOptions.Make(70, 10, 60, behavior: true)),
        Kind(options => HpaOptions.Policy("hpa-90", "Kubernetes' autoscaler as the seed sets it, on 90 %", options), HpaOptions.Make(90, 10, 60, behavior: true)),
        Kind(options => new KedaPolicy(KedaSettings.Of(options)), KedaSettings.Options),
        Kind(options => new QueueRule(QueueSettings.Of(options)), QueueSettings.Options),
        Kind(options => new KnativePodAutoscaler(KpaOptions.Settings(options)), [.. KpaOptions.All]),
        Kind(options => new Oracle(options["margin"]), new PolicyOption("margin", "Part by which requests are planned longer than they will take.", 0, 0, 1)),
        Kind(options => new BerthScaling(BerthScalingOptions.Of(options)), BerthScalingOptions.All),
    }.ToDictionary(kind => kind.Description.Name);

    /// <summary>Every kind, in the order in which they are documented.</summary>
    public static IReadOnlyList<PolicyDescription> All { get; } = [.. ByName.Values.Select(kind => kind.Description)];

    /// <summary>A new policy of that name, for one service in one run.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="ArgumentException">It has no such option, or its value is out of range.</exception>
    public static IScalingPolicy Get(string name, IReadOnlyDictionary<string, double>? options = null) => ByName[name].Make(options);

    /// <summary>A value for every option of the policy of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="ArgumentException">It has no such option, or its value is out of range.</exception>
    public static IReadOnlyDictionary<string, double> Complete(string name, IReadOnlyDictionary<string, double>? options = null) => ByName[name].Complete(options);

    private static PolicyKind<IScalingPolicy> Kind(Func<IReadOnlyDictionary<string, double>, IScalingPolicy> make, params PolicyOption[] options)
    {
        var sample = make(options.ToDictionary(option => option.Name, option => option.Default));
        return new(new(sample.Name, sample.Summary, options), make);
    }
}
