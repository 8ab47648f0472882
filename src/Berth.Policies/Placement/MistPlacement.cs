namespace Berth.Policies.Placement;

/// <summary>On a neighbour: another node of the source's site.</summary>
public sealed class MistPlacement : IPlacementPolicy
{
    /// <inheritdoc/>
    public string Name => PlacementPolicies.Mist;

    /// <inheritdoc/>
    public string Summary => "on a neighbour in the endpoint's own site";

    /// <inheritdoc/>
    public Decision Decide(IPlacementView view, PlacementRequest request)
    {
        var site = view.Nodes.FirstOrDefault(node => node.Name == request.Source)?.Site;
        return LeastStreams.Decide(Name, view, request, node =>
            node.Name == request.Source ? "is the source itself" : node.Site != site ? "is not in the source's site" : null);
    }
}
