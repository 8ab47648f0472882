using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>Least marginal energy: what the task adds to the power of its node, while it runs, and waking the node if it sleeps.</summary>
internal sealed class EnergyAware : ScoredPlacement<EnergyScore>
{
    public override string Name => "energy-aware";

    public override string Summary => "where it adds the least energy, waking included";

    protected override string Virtue => "needs the least additional energy";

    protected override EnergyScore ScoreOf(Cluster cluster, TaskRequest task) => new(cluster, task);
}
