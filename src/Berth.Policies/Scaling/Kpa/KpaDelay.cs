namespace Berth.Policies.Scaling.Kpa;

/// <summary>The scale-down delay: the highest of the recommendations of its window, which is divided into ticks.</summary>
internal static class KpaDelay
{
    private const long Second = 1_000_000_000;

    /// <summary>The recommendations that still count after this one.</summary>
    internal static IReadOnlyList<KpaRecommendation> Add(KpaSettings settings, IReadOnlyList<KpaRecommendation> earlier, KpaRecommendation latest)
    {
        var tick = settings.TickSeconds * Second;
        var ticks = (settings.ScaleDownDelaySeconds + settings.TickSeconds - 1) / settings.TickSeconds;
        List<KpaRecommendation> kept = new(earlier.Count + 1);
        foreach (var one in earlier)
            if (latest.Moment / tick - one.Moment / tick < ticks && one.Pods > latest.Pods)
                kept.Add(one);
        // Within one tick only the highest counts.
        if (kept.Count == 0 || kept[^1].Moment / tick != latest.Moment / tick)
            kept.Add(latest);
        return kept;
    }

    /// <summary>The highest of them.</summary>
    internal static int Highest(IReadOnlyList<KpaRecommendation> recommendations)
    {
        var highest = 0;
        foreach (var one in recommendations)
            highest = Math.Max(highest, one.Pods);
        return highest;
    }
}
