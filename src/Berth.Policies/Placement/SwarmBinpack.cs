using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>Docker Swarm's strategy binpack: the highest weight, then the most containers.</summary>
internal sealed class SwarmBinpack : ScoredPlacement<SwarmScore>
{
    public override string Name => "swarm-binpack";

    public override string Summary => "where Docker Swarm's weight is highest: it packs";

    protected override string Virtue => "has the highest weight";

    protected override SwarmScore ScoreOf(Cluster cluster, TaskRequest task) => new(cluster, task, -1);
}
