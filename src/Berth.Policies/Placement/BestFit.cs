using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>Least weighted leftover after placing: Σ weight · (free − demand) / capacity over cores, memory and, where asked, graphics processors.</summary>
internal sealed class BestFit(ResourceWeights weights) : ScoredPlacement<LeftoverScore>
{
    public override string Name => "best-fit";

    public override string Summary => "where it leaves least free";

    protected override string Virtue => "leaves least free";

    protected override LeftoverScore ScoreOf(Cluster cluster, TaskRequest task) => new(cluster, task, weights);
}
