using Berth.Model;

namespace Berth.Policies.Placement;

/// <summary>On a node of one tier.</summary>
public sealed class TierPlacement(string name, Tier tier) : LeastStreams
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Summary => $"on a node of the {name} tier";

    /// <inheritdoc/>
    protected override string? Rule(Cluster cluster, TaskRequest task, int node) =>
        cluster.Sites[cluster.Site[node]].Tier == tier ? null : $"is not in the {name} tier";
}
