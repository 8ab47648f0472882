using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>Places each task on the node with the lowest score, by a formula that is searched over all nodes at once.</summary>
internal abstract class ScoredPlacement<TScore> : OneByOne
    where TScore : struct, INodeScore, allows ref struct
{
    /// <summary>The score of the nodes for a task.</summary>
    protected abstract TScore ScoreOf(Cluster cluster, TaskRequest task);

    /// <summary>What the chosen node has most or least of: <c>leaves least free</c>.</summary>
    protected abstract string Virtue { get; }

    /// <inheritdoc/>
    protected sealed override (int Node, double Score) Choose(PlacementBatch batch, TaskRequest task) => NodeScan.Best(batch.Cluster, task, ScoreOf(batch.Cluster, task));

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<Term> Terms(PlacementBatch batch, TaskRequest task, int node) => ScoreOf(batch.Cluster, task).Terms(node);

    /// <inheritdoc/>
    protected sealed override string Why(PlacementBatch batch, TaskRequest task, int chosen) =>
        $"{batch.Cluster[chosen].Name} {Virtue} of the {Explanation.Fitting(batch.Cluster, task)} nodes with room";
}
