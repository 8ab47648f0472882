using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>
/// Tetris (Grandl et al., SIGCOMM 2014): again and again the pair of a pending task and a node with room whose demand and free room point most in the
/// same direction. With a weight for what remains of the work, short and small tasks are preferred: the score is alignment − weight · ε · work, where
/// ε = mean alignment / mean work over the batch brings both to one scale (section 3.3).
/// </summary>
internal sealed class Tetris(double remainingWeight) : IPlacementPolicy
{
    public string Name => "tetris";

    public string Summary => "the task and the node whose demand and free room align best, again and again";

    public void Place(PlacementBatch batch)
    {
        var (cluster, tasks) = (batch.Cluster, batch.Tasks);
        var reasons = new BatchReasons(batch);
        var best = new (int Node, double Score)[tasks.Count];
        for (var index = 0; index < best.Length; index++)
            best[index] = Best(cluster, tasks[index]);
        var work = Work(cluster, tasks, best);
        for (var index = Next(best, work); index >= 0; index = Next(best, work))
        {
            var (task, node, extra) = (tasks[index], best[index].Node, work[index]);
            reasons.Keep(index, () => Explanation.Of(this, cluster, task, node, at => cluster.Refusal(task, at), at => Terms(cluster, task, at, extra), () => Why(cluster, task, node)));
            batch.Assign(index, node, best[index].Score + extra);
            best[index] = (-1, double.PositiveInfinity);
            // Room only shrinks, and with it every alignment on this node: other choices stay the best.
            for (var other = 0; other < best.Length; other++)
                if (best[other].Node == node)
                    best[other] = Best(cluster, tasks[other]);
        }
        reasons.Tell(index => Explanation.Of(this, cluster, tasks[index], -1, at => cluster.Refusal(tasks[index], at), at => Terms(cluster, tasks[index], at, work[index]), () => ""));
    }

    private static (int Node, double Score) Best(Cluster cluster, TaskRequest task) => NodeScan.Best(cluster, task, new AlignmentScore(cluster, task));

    private static int Next((int Node, double Score)[] best, double[] work)
    {
        var next = -1;
        for (var index = 0; index < best.Length; index++)
            if (best[index].Node >= 0 && (next < 0 || best[index].Score + work[index] < best[next].Score + work[next]))
                next = index;
        return next;
    }

    /// <summary>The weighted work of each task: its length times its parts of the mean node, on the scale of the alignments.</summary>
    private double[] Work(Cluster cluster, IReadOnlyList<TaskRequest> tasks, (int Node, double Score)[] best)
    {
        var work = new double[tasks.Count];
        if (remainingWeight == 0)
            return work;
        double cpu = 0, memory = 0, gpus = 0, alignment = 0;
        for (var node = 0; node < cluster.Count; node++)
        {
            cpu += cluster.CpuCapacity[node] / cluster.Count;
            memory += cluster.MemoryCapacity[node] / cluster.Count;
            gpus += 1000.0 * cluster[node].Gpus / cluster.Count;
        }
        for (var index = 0; index < work.Length; index++)
        {
            var (demand, length) = (tasks[index].Demand, tasks[index].Length);
            if (best[index].Node < 0 || !double.IsFinite(length))
                continue;
            work[index] = length * (demand.Cpu / cpu + demand.Memory / memory + (demand.Gpu.Count > 0 ? demand.Gpu.TotalMilli / gpus : 0));
            alignment -= best[index].Score;
        }
        var sum = work.Sum();
        for (var index = 0; index < work.Length && sum > 0; index++)
            work[index] *= remainingWeight * alignment / sum;
        return work;
    }

    private IReadOnlyList<Term> Terms(Cluster cluster, TaskRequest task, int node, double work)
    {
        var alignment = new AlignmentScore(cluster, task).Terms(node);
        return remainingWeight == 0 ? alignment : [.. alignment, new("remaining work", work)];
    }

    private static string Why(Cluster cluster, TaskRequest task, int node) =>
        $"of the tasks and the {Explanation.Fitting(cluster, task)} nodes with room, {task.Name} and {cluster[node].Name} align best";
}
