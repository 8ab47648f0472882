namespace Berth.Policies.Placement.CarbonAwareness;

/// <summary>A site and a moment to start there.</summary>
/// <param name="Site">Index of the site.</param>
/// <param name="Start">The moment, nanoseconds.</param>
/// <param name="Booked">Whether it starts there at the first moment at which the site has room, rather than later for cleaner power.</param>
internal readonly record struct SiteOption(int Site, long Start, bool Booked)
{
    /// <summary>
    /// The options of a task, by start and then by site: each site's first moment with room, and the later multiples of the step at which it is expected to have
    /// cores left, as far as the longest delay and the deadline admit. The last quarter of the longest delay, or the last step, is kept for finding room, so
    /// that what was put off need not take the dirtiest site then. Starting now is always admitted where there is room.
    /// </summary>
    internal static void List(List<SiteOption> options, TaskRequest task, long now, ReadOnlySpan<SiteOutlook> sites, SiteLoads loads, CarbonWeights weights)
    {
        options.Clear();
        var until = double.IsFinite(task.Length) ? Math.Max(now, task.Submitted + weights.MaxDelay) : now;
        loads.Read(now, Math.Max(now, until - Math.Max(weights.Step, weights.MaxDelay / 4)), weights.Step);
        for (var site = 0; site < sites.Length; site++)
        {
            if (sites[site].Start > until)
                continue;
            options.Add(new(site, sites[site].Start, true));
            for (var moment = 0; moment < loads.Moments.Length; moment++)
                if (loads.Moments[moment] > sites[site].Start && loads.HasRoom(site, moment, task.Demand.Cpu))
                    options.Add(new(site, loads.Moments[moment], false));
        }
        if (task.Deadline != long.MaxValue)
            Respect(options, task.Deadline, now, sites);
        options.Sort(static (one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : one.Site.CompareTo(other.Site));
    }

    private static void Respect(List<SiteOption> options, long deadline, long now, ReadOnlySpan<SiteOutlook> sites)
    {
        var kept = 0;
        for (var pass = 0; pass < 2 && kept == 0; pass++)
            foreach (var option in options.ToArray())
                if (pass == 0 ? option.Start + sites[option.Site].Seconds * 1e9 <= deadline : option.Start == now)
                    options[kept++] = option;
        options.RemoveRange(kept, options.Count - kept);
    }
}
