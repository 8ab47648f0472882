using Berth.Model;
using Berth.Policies.Scaling.Elastic;
using Berth.Policies.Scaling.Foresight;

namespace Berth.Policies.Scaling;

/// <summary>The scaling policies by name.</summary>
public static class ScalingPolicies
{
    private static readonly Dictionary<string, PolicyKind<IScalingPolicy>> ByName = new[]
    {
        Kind(options => new FixedReplicas((int)options["replicas"]), new PolicyOption("replicas", "Replicas; 0 is the most that are allowed.", 0, 0, 10_000)),
        Kind(_ => new Oracle()),
        Kind(
            options => new BerthScaling(new(options["period"], options["aim"], options["price"], options["stiffness"], options["margin"], options["lag"], options["patience"], options["surge"])),
            new("period", "Seconds from one decision to the next.", 0.25, 0.05, 60),
            new("aim", "Part of the error budget that should be used.", 0.8, 0.01, 1),
            new("price", "Core-seconds that a late request may cost where the budget is used as it should.", 3, 0.001, 1e6),
            new("stiffness", "How much the price changes with the use of the budget.", 3, 0, 100),
            new("margin", "Part of the time between service and objective that may be waited.", 0.9, 0.1, 1),
            new("lag", "Seconds between a decision and its effect beside the start.", 0.1, 0, 10),
            new("patience", "Starts for which a replica is kept that is not wanted.", 1, 0, 100),
            new("surge", "Factor by which the load may multiply while a replica starts.", 4, 1, 1000)),
    }.ToDictionary(kind => kind.Description.Name);

    /// <summary>Every kind, in the order in which they are documented.</summary>
    public static IReadOnlyList<PolicyDescription> All { get; } = [.. ByName.Values.Select(kind => kind.Description)];

    /// <summary>A new policy of that name, for one service in one run.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="ArgumentException">It has no such option, or its value is out of range.</exception>
    public static IScalingPolicy Get(string name, IReadOnlyDictionary<string, double>? options = null) => ByName[name].Make(options);

    private static PolicyKind<IScalingPolicy> Kind(Func<IReadOnlyDictionary<string, double>, IScalingPolicy> make, params PolicyOption[] options)
    {
        var sample = make(options.ToDictionary(option => option.Name, option => option.Default));
        return new(new(sample.Name, sample.Summary, options), make);
    }
}
