using Berth.Model;

namespace Berth.Policies.Placement;

/// <summary>The placement policies by name.</summary>
public static class PlacementPolicies
{
    /// <summary>Name of <see cref="LocalPlacement"/>.</summary>
    public const string Local = "local";

    /// <summary>Name of <see cref="MistPlacement"/>.</summary>
    public const string Mist = "mist";

    /// <summary>Name of the <see cref="TierPlacement"/> for the edge.</summary>
    public const string Edge = "edge";

    /// <summary>Name of the <see cref="TierPlacement"/> for the cloud.</summary>
    public const string Cloud = "cloud";

    private static readonly Dictionary<string, PolicyKind<IPlacementPolicy>> ByName = new PolicyKind<IPlacementPolicy>[]
    {
        Plain(() => new LocalPlacement()), Plain(() => new MistPlacement()), Plain(() => new TierPlacement(Edge, Tier.Edge)), Plain(() => new TierPlacement(Cloud, Tier.Cloud)),
    }.ToDictionary(kind => kind.Description.Name);

    /// <summary>Every kind, in the order in which they are documented.</summary>
    public static IReadOnlyList<PolicyDescription> All { get; } = [.. ByName.Values.Select(kind => kind.Description)];

    /// <summary>The policy of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="ArgumentException">It has no such option, or its value is out of range.</exception>
    public static IPlacementPolicy Get(string name, IReadOnlyDictionary<string, double>? options = null) => ByName[name].Make(options);

    private static PolicyKind<IPlacementPolicy> Plain(Func<IPlacementPolicy> make)
    {
        var policy = make();
        return new(new(policy.Name, policy.Summary, []), _ => make());
    }
}
