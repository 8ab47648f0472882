using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement.CarbonAwareness;

/// <summary>What a site offers a task: when one of its nodes has room first, and what it would use there.</summary>
internal struct SiteOutlook
{
    /// <summary>When the task could start, nanoseconds; <see cref="long.MaxValue"/> is never.</summary>
    internal long Start;

    /// <summary>The least that it adds on a node that has room then; NaN when no power is known.</summary>
    internal double Joules;

    /// <summary>Seconds that it runs on that node.</summary>
    internal double Seconds;

    /// <summary>Number of tasks that wait for nodes of the site.</summary>
    internal int Queue;

    /// <summary>Looks at all sites. False when no node has room now: then it is too early to choose, and the sites are not complete.</summary>
    internal static bool Look(Cluster cluster, TaskRequest task, long now, Span<SiteOutlook> sites)
    {
        sites.Fill(new() { Start = long.MaxValue, Joules = double.NaN });
        var any = false;
        for (var node = Next(cluster, task, 0); node >= 0; node = Next(cluster, task, node + 1))
        {
            any = true;
            sites[cluster.Site[node]].Offer(cluster, task, node, now);
        }
        if (!any)
            return false;
        for (var node = 0; node < cluster.Count; node++)
        {
            ref var site = ref sites[cluster.Site[node]];
            site.Queue += cluster.Waiting(node);
            if (site.Start > now)
                site.Offer(cluster, task, node, cluster.EarliestStart(task, node, now));
        }
        FillUnknown(task, sites);
        return true;
    }

    private static int Next(Cluster cluster, TaskRequest task, int from) => NodeScan.First(cluster, task, from, cluster.Count);

    private void Offer(Cluster cluster, TaskRequest task, int node, long start)
    {
        if (start > Start || start == long.MaxValue)
            return;
        var joules = MarginalEnergy.Running(cluster, task, node) + MarginalEnergy.Waking(cluster, task, node);
        if (start < Start || joules < Joules || double.IsNaN(Joules))
            (Start, Joules, Seconds) = (start, joules, MarginalEnergy.Seconds(cluster, task, node));
    }

    /// <summary>A site whose power is unknown counts as the one that needs most; if none is known, by cores and time.</summary>
    private static void FillUnknown(TaskRequest task, Span<SiteOutlook> sites)
    {
        var most = double.NaN;
        foreach (ref var site in sites)
            if (!(site.Joules <= most) && !double.IsNaN(site.Joules))
                most = site.Joules;
        foreach (ref var site in sites)
            if (double.IsNaN(site.Joules))
                site.Joules = double.IsNaN(most) ? task.Demand.Cpu * 1e-3 * site.Seconds : most;
    }
}
