namespace Berth.Policies.Placement;

/// <summary>On a neighbour: another node of the source's site.</summary>
public sealed class MistPlacement : LeastStreams
{
    /// <inheritdoc/>
    public override string Name => PlacementPolicies.Mist;

    /// <inheritdoc/>
    public override string Summary => "on a neighbour in the endpoint's own site";

    /// <inheritdoc/>
    protected override string? Rule(Cluster cluster, TaskRequest task, int node) =>
        node == task.Source ? "is the source itself" : cluster.Site[node] != cluster.Site[task.Source] ? "is not in the source's site" : null;
}
