namespace Berth.Policies.Placement.Scores;

/// <summary>What a task adds to the energy of a node, in joules: (P(u + share) − P(u) + its graphics processors) · run time, and the same time of idle power if the node sleeps.</summary>
internal static class MarginalEnergy
{
    /// <summary>Seconds for which a stream, which has no end, is counted.</summary>
    private const double StreamSeconds = 3600;

    /// <summary>Seconds that a task runs on a node; an hour for a stream.</summary>
    internal static double Seconds(Cluster cluster, TaskRequest task, int node) => double.IsFinite(task.Length) ? cluster.RunTime(task, node) : StreamSeconds;

    /// <summary>What running adds; NaN where the node's power is unknown. On a node without room it counts as if it were the last to find some.</summary>
    internal static double Running(Cluster cluster, TaskRequest task, int node)
    {
        var spec = cluster[node];
        if (spec.Power is not { } power)
            return double.NaN;
        var share = Math.Min(1, task.Demand.Cpu / cluster.CpuCapacity[node]);
        var before = Math.Min(cluster.Utilization(node), 1 - share);
        var watts = power.At(before + share).Watts - power.At(before).Watts + task.Demand.Gpu.TotalMilli * 1e-3 * spec.GpuWatts;
        return watts * Seconds(cluster, task, node);
    }

    /// <summary>What waking the node adds: 0 where it is awake or never sleeps.</summary>
    internal static double Waking(Cluster cluster, TaskRequest task, int node) =>
        cluster.Tasks[node] == 0 && cluster[node] is { SleepWatts: { } sleep, Power: { } power } ? (power.Idle.Watts - sleep) * Seconds(cluster, task, node) : 0;
}
