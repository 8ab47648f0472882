namespace Berth.Policies.Placement;

/// <summary>Maps a whole batch by completion times. Every task gets a node, where it waits if there is no room yet.</summary>
internal abstract class BatchMapping : IPlacementPolicy
{
    public abstract string Name { get; }

    public abstract string Summary { get; }

    /// <summary>The tasks to place next, each on its best node; none when no node can run any that is left. They have different nodes.</summary>
    protected abstract IReadOnlyList<int> Next(CompletionTimes times);

    /// <summary>Why a task went to its node now.</summary>
    protected abstract string Why(CompletionTimes times, int task, string node);

    public void Place(PlacementBatch batch)
    {
        var cluster = batch.Cluster;
        var reasons = new BatchReasons(batch);
        using var times = new CompletionTimes(batch);
        for (var next = Next(times); next.Count > 0; next = Next(times))
            foreach (var task in next)
            {
                reasons.Keep(task, () => Explain(task, times.Best(task).Node));
                times.Assign(task);
            }
        reasons.Tell(task => Explain(task, -1));

        Decision Explain(int task, int node) => Explanation.Of(
            this, cluster, batch.Tasks[task], node, at => Refusal(cluster, batch.Tasks[task], at), at => times.Terms(task, at), () => Why(times, task, cluster[node].Name));
    }

    private static string? Refusal(Cluster cluster, TaskRequest task, int node) => cluster.IsUp(node) ? cluster.NeverFits(task, node) : "is away";
}
