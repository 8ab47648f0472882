using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>Docker Swarm's strategy spread: the lowest weight, then the fewest containers.</summary>
internal sealed class SwarmSpread : ScoredPlacement<SwarmScore>
{
    public override string Name => "swarm-spread";

    public override string Summary => "where Docker Swarm's weight is lowest: it spreads";

    protected override string Virtue => "has the lowest weight";

    protected override SwarmScore ScoreOf(Cluster cluster, TaskRequest task) => new(cluster, task, 1);
}
