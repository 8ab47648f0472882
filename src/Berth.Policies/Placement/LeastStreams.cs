namespace Berth.Policies.Placement;

/// <summary>
/// Places a stream on the node with the fewest streams for its capacity among those that a rule admits:
/// the static patterns local, mist, edge and cloud of the SPEC-RG reference architecture (Jansen et al., CCGrid 2023).
/// </summary>
public abstract class LeastStreams : OneByOne
{
    /// <summary>Why the pattern does not admit a node; null when it does.</summary>
    protected abstract string? Rule(Cluster cluster, TaskRequest task, int node);

    /// <inheritdoc/>
    protected override string? Refuse(PlacementBatch batch, TaskRequest task, int node) =>
        task.Source < 0 ? "is not asked for: the task has no source"
        : Rule(batch.Cluster, task, node) ?? (batch.Cluster.Connected(task.Source, node) ? batch.Cluster.Refusal(task, node) : $"has no link to and from {batch.Cluster[task.Source].Name}");

    /// <inheritdoc/>
    protected override (int Node, double Score) Choose(PlacementBatch batch, TaskRequest task)
    {
        var (best, lowest) = (-1, double.PositiveInfinity);
        for (var node = 0; node < batch.Cluster.Count; node++)
            if (Refuse(batch, task, node) is null && StreamsPerCore(batch.Cluster, node) is var score && score < lowest)
                (best, lowest) = (node, score);
        return (best, lowest);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Term> Terms(PlacementBatch batch, TaskRequest task, int node) => [new("streams per core", StreamsPerCore(batch.Cluster, node))];

    /// <inheritdoc/>
    protected override string Why(PlacementBatch batch, TaskRequest task, int chosen)
    {
        var allowed = Enumerable.Range(0, batch.Cluster.Count).Count(node => Refuse(batch, task, node) is null);
        return $"{batch.Cluster[chosen].Name} carries the fewest streams for its capacity of the {allowed} nodes that {Name} allows";
    }

    private static double StreamsPerCore(Cluster cluster, int node) => (cluster.Tasks[node] + 1) / (cluster.CpuCapacity[node] / 1000 * cluster.Speed[node]);
}
