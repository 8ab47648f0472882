namespace Berth.Policies.Placement;

/// <summary>On the source itself.</summary>
public sealed class LocalPlacement : IPlacementPolicy
{
    /// <inheritdoc/>
    public string Name => PlacementPolicies.Local;

    /// <inheritdoc/>
    public string Summary => "on the endpoint itself";

    /// <inheritdoc/>
    public Decision Decide(IPlacementView view, PlacementRequest request) =>
        LeastStreams.Decide(Name, view, request, node => node.Name == request.Source ? null : "is not the source");
}
