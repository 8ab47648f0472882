namespace Berth.Policies.Placement;

/// <summary>On the source itself.</summary>
public sealed class LocalPlacement : LeastStreams
{
    /// <inheritdoc/>
    public override string Name => PlacementPolicies.Local;

    /// <inheritdoc/>
    public override string Summary => "on the endpoint itself";

    /// <inheritdoc/>
    protected override string? Rule(Cluster cluster, TaskRequest task, int node) => node == task.Source ? null : "is not the source";
}
