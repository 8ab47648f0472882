using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>Kubernetes' NodeResourcesFit with LeastAllocated, as 100 minus its score and without rounding: the mean over resources of the share that is requested with the task, in percent.</summary>
internal sealed class LeastAllocated(ResourceWeights weights) : ScoredPlacement<RequestedScore>
{
    public override string Name => "least-allocated";

    public override string Summary => "where the smallest share is requested, as Kubernetes' NodeResourcesFit spreads";

    protected override string Virtue => "has the smallest share requested";

    protected override RequestedScore ScoreOf(Cluster cluster, TaskRequest task) => new(cluster, task, weights.Percent(task));
}
