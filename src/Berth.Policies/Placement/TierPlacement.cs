using Berth.Model;

namespace Berth.Policies.Placement;

/// <summary>On a node of one tier.</summary>
public sealed class TierPlacement(string name, Tier tier) : IPlacementPolicy
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Summary => $"on a node of the {name} tier";

    /// <inheritdoc/>
    public Decision Decide(IPlacementView view, PlacementRequest request) =>
        LeastStreams.Decide(Name, view, request, node => node.Tier == tier ? null : $"is not in the {name} tier");
}
