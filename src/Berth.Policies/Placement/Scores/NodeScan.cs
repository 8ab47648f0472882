using System.Numerics;
using System.Runtime.CompilerServices;

namespace Berth.Policies.Placement.Scores;

/// <summary>
/// Searches over all nodes of a cluster, a vector of nodes at a time. Free cores and memory are compared in vectors; graphics processors, constraints, links and
/// tasks that wait are looked at only where those suffice.
/// </summary>
internal static class NodeScan
{
    /// <summary>Nodes of a group that is passed over as a whole when the task fits on none.</summary>
    private static readonly int Group = 4 * Vector<double>.Count;

    /// <summary>The node with the lowest score among those on which a task fits, the first of equals, and its score; -1 when it fits nowhere.</summary>
    internal static (int Node, double Score) Best<TScore>(Cluster cluster, TaskRequest task, TScore score)
        where TScore : struct, INodeScore, allows ref struct =>
        cluster.OnlySizeMatters(task) ? BestBySize(cluster, task.Demand, score) : BestOfFitting(cluster, task, score);

    /// <summary>The first node on which a task fits from one node until before another; -1 when there is none.</summary>
    internal static int First(Cluster cluster, TaskRequest task, int from, int until)
    {
        var cpuFree = cluster.CpuFree;
        var memoryFree = cluster.MemoryFree;
        var (cpu, memory) = (new Vector<double>(task.Demand.Cpu), new Vector<double>(task.Demand.Memory));
        for (var first = Column.Start(from); first < until; first += Vector<double>.Count)
        {
            if (!Vector.LessThanOrEqualAny(cpu, cpuFree.At(first)) || (Vector.LessThanOrEqual(cpu, cpuFree.At(first)) & Vector.LessThanOrEqual(memory, memoryFree.At(first))) == Vector<long>.Zero)
                continue;
            for (var node = Math.Max(from, first); node < Math.Min(until, first + Vector<double>.Count); node++)
                if (cluster.Fits(task, node))
                    return node;
        }
        return -1;
    }

    private static (int Node, double Score) BestBySize<TScore>(Cluster cluster, Demand demand, TScore score)
        where TScore : struct, INodeScore, allows ref struct
    {
        var cpuFree = cluster.CpuFree;
        var memoryFree = cluster.MemoryFree;
        var (cpu, memory) = (new Vector<double>(demand.Cpu), new Vector<double>(demand.Memory));
        var infinite = new Vector<double>(double.PositiveInfinity);
        var lowest = infinite;
        var where = new Vector<long>(-1);
        foreach (var (from, until) in cluster.EqualRuns)
        {
            score.Enter(from);
            for (var group = from; group < until; group += Group)
            {
                // Packed clusters have long stretches without free cores. In the rest the score is infinite where nothing fits: a branch for each vector would be
                // mispredicted more often than it saves. Which node is the best is only looked for in groups that hold a better one.
                var end = Math.Min(until, group + Group);
                var any = Vector<long>.Zero;
                for (var first = group; first < end; first += Vector<double>.Count)
                    any |= Vector.LessThanOrEqual(cpu, cpuFree.At(first));
                if (any == Vector<long>.Zero)
                    continue;
                var least = infinite;
                for (var first = group; first < end; first += Vector<double>.Count)
                    least = Vector.MinNative(least, Feasible(cpuFree, memoryFree, cpu, memory, score, first));
                if (!Vector.LessThanAny(least, lowest))
                    continue;
                for (var first = group; first < end; first += Vector<double>.Count)
                {
                    var scores = Feasible(cpuFree, memoryFree, cpu, memory, score, first);
                    where = Vector.ConditionalSelect(Vector.LessThan(scores, lowest), new(first), where);
                    lowest = Vector.MinNative(scores, lowest);
                }
            }
        }
        var (best, bestScore) = (-1, double.PositiveInfinity);
        for (var lane = 0; lane < Vector<double>.Count; lane++)
            if (where[lane] >= 0 && (int)where[lane] + lane is var node && (lowest[lane] < bestScore || (lowest[lane] == bestScore && node < best)))
                (best, bestScore) = (node, lowest[lane]);
        return (best, bestScore);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Feasible<TScore>(
        ReadOnlySpan<double> cpuFree, ReadOnlySpan<double> memoryFree, Vector<double> cpu, Vector<double> memory, TScore score, int first)
        where TScore : struct, INodeScore, allows ref struct => Vector.ConditionalSelect(
            Vector.LessThanOrEqual(cpu, cpuFree.At(first)) & Vector.LessThanOrEqual(memory, memoryFree.At(first)), score.At(first), new(double.PositiveInfinity));

    private static (int Node, double Score) BestOfFitting<TScore>(Cluster cluster, TaskRequest task, TScore score)
        where TScore : struct, INodeScore, allows ref struct
    {
        var cpuFree = cluster.CpuFree;
        var memoryFree = cluster.MemoryFree;
        var (cpu, memory) = (new Vector<double>(task.Demand.Cpu), new Vector<double>(task.Demand.Memory));
        var gpus = task.Demand.Gpu.Count > 0;
        var (best, least) = (-1, double.PositiveInfinity);
        foreach (var (from, until) in cluster.EqualRuns)
        {
            score.Enter(from);
            for (var first = from; first < until; first += Vector<double>.Count)
            {
                var fits = Vector.LessThanOrEqual(cpu, cpuFree.At(first)) & Vector.LessThanOrEqual(memory, memoryFree.At(first));
                if (fits == Vector<long>.Zero)
                    continue;
                var scores = score.At(first);
                for (var lane = 0; lane < Vector<double>.Count; lane++)
                {
                    if (fits[lane] == 0 || (!gpus && scores[lane] >= least) || !cluster.Fits(task, first + lane))
                        continue;
                    var total = gpus ? scores[lane] + score.Gpus(first + lane) : scores[lane];
                    if (total < least)
                        (best, least) = (first + lane, total);
                }
            }
        }
        return (best, least);
    }
}
