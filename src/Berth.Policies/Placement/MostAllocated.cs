using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>Kubernetes' NodeResourcesFit with MostAllocated, as 100 minus its score and without rounding: the mean over resources of the share that the task leaves unrequested, in percent.</summary>
internal sealed class MostAllocated(ResourceWeights weights) : ScoredPlacement<LeftoverScore>
{
    public override string Name => "most-allocated";

    public override string Summary => "where the largest share is requested, as Kubernetes' NodeResourcesFit packs";

    protected override string Virtue => "has the largest share requested";

    protected override LeftoverScore ScoreOf(Cluster cluster, TaskRequest task) => new(cluster, task, weights.Percent(task));
}
