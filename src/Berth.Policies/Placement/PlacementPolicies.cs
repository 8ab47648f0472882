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

    private static readonly Dictionary<string, IPlacementPolicy> ByName = new IPlacementPolicy[]
    {
        new LocalPlacement(), new MistPlacement(), new TierPlacement(Edge, Tier.Edge), new TierPlacement(Cloud, Tier.Cloud),
    }.ToDictionary(policy => policy.Name);

    /// <summary>Every name, in the order in which they are documented.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The policy of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static IPlacementPolicy Get(string name) => ByName[name];
}
