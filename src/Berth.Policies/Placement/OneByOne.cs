namespace Berth.Policies.Placement;

/// <summary>
/// Places the tasks of a batch in their order, each on the node with the lowest score among those on which it fits; ties go to the first.
/// A task that fits nowhere stays pending, and others may pass it.
/// </summary>
public abstract class OneByOne : IPlacementPolicy
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Summary { get; }

    /// <summary>The chosen node and its score; -1 when none fits.</summary>
    protected abstract (int Node, double Score) Choose(PlacementBatch batch, TaskRequest task);

    /// <summary>Why a node cannot be chosen now; null when it can.</summary>
    protected virtual string? Refuse(PlacementBatch batch, TaskRequest task, int node) => batch.Cluster.Refusal(task, node);

    /// <summary>The terms of a node's score; their sum is the score.</summary>
    protected abstract IReadOnlyList<Term> Terms(PlacementBatch batch, TaskRequest task, int node);

    /// <summary>Why the chosen node was the best, in words.</summary>
    protected abstract string Why(PlacementBatch batch, TaskRequest task, int chosen);

    /// <inheritdoc/>
    public void Place(PlacementBatch batch)
    {
        TaskRequest? unplaced = null;
        for (var index = 0; index < batch.Tasks.Count; index++)
        {
            var task = batch.Tasks[index];
            var (node, score) = FitsNowhere(task, unplaced) ? (-1, double.NaN) : Choose(batch, task);
            if (node < 0 && task.Source < 0 && (unplaced is null || unplaced.Admitted != task.Admitted || unplaced.Demand.Covers(task.Demand)))
                unplaced = task;
            if (batch.Explaining)
                Explain(batch, task, node);
            if (node >= 0)
                batch.Assign(index, node, score);
        }
    }

    /// <summary>What needs at least as much as a task that fitted nowhere fits nowhere: room only shrinks within a batch.</summary>
    private static bool FitsNowhere(TaskRequest task, TaskRequest? unplaced) =>
        unplaced is not null && task.Source < 0 && task.Admitted == unplaced.Admitted && task.Demand.Covers(unplaced.Demand);

    private void Explain(PlacementBatch batch, TaskRequest task, int chosen) =>
        batch.Explain(Explanation.Of(this, batch.Cluster, task, chosen, node => Refuse(batch, task, node), node => Terms(batch, task, node), () => Why(batch, task, chosen)));
}
