using Berth.Policies.Scaling.Kpa;

namespace Berth.Policies.Tests.Scaling.Kpa;

/// <summary>
/// The same rules written from their description, over the whole history and without any memory: needs are counted up, a panic is looked for in the past.
/// </summary>
internal static class KpaJudge
{
    internal sealed record Tick(long Moment, double Stable, double Panic, int Ready);

    internal sealed record Verdict(int Pods, bool Panics, int Burst);

    /// <summary>The verdict at the last tick; null where nothing is known. The autoscaler was made at moment 0 with so many ready pods.</summary>
    internal static Verdict? Judge(KpaSettings settings, int readyAtStart, IReadOnlyList<Tick> history)
    {
        if (double.IsNaN(history[^1].Stable))
            return null;
        var ticks = history.Where(tick => !double.IsNaN(tick.Stable)).ToArray();
        var window = settings.StableWindowSeconds * 1_000_000_000L;
        var causes = ticks.Select(tick => Need(settings, tick.Panic) >= settings.PanicThresholdPercent / 100 * Math.Max(1, tick.Ready)).ToArray();

        bool Panics(int at) => readyAtStart > 1 && ticks[at].Moment <= window
            || Enumerable.Range(0, at + 1).Any(cause => causes[cause] && ticks[at].Moment <= ticks[cause].Moment + window);

        int Pods(int at)
        {
            var stable = Limited(settings, Need(settings, ticks[at].Stable), ticks[at].Ready);
            if (!Panics(at))
                return stable;
            var began = at;
            while (began > 0 && Panics(began - 1))
                began--;
            var first = Enumerable.Range(0, began).All(earlier => !Panics(earlier)) && !(readyAtStart > 1 && began > 0);
            return Enumerable.Range(began, at - began + 1)
                .Select(during => Math.Max(Limited(settings, Need(settings, ticks[during].Stable), ticks[during].Ready), Limited(settings, Need(settings, ticks[during].Panic), ticks[during].Ready)))
                .Append(first ? readyAtStart : 0)
                .Max();
        }

        var last = ticks.Length - 1;
        var pods = Pods(last);
        if (settings.ScaleDownDelaySeconds > 0)
        {
            var length = (int)Math.Ceiling((double)settings.ScaleDownDelaySeconds / settings.TickSeconds);
            long Index(int at) => ticks[at].Moment / 1_000_000_000 / settings.TickSeconds;
            pods = Enumerable.Range(0, last + 1).Where(at => Index(last) - Index(at) < length).Max(Pods);
        }
        return new(pods, Panics(last), Burst(settings, ticks[last]));
    }

    private static int Need(KpaSettings settings, double load)
    {
        var pods = 0;
        while (pods * settings.Target < load)
            pods++;
        return pods;
    }

    private static int Limited(KpaSettings settings, int need, int ready)
    {
        var (from, fewest, most) = (Math.Max(1, ready), 0, 0);
        while (settings.Reachable && (fewest + 1) * settings.MaxScaleDownRate <= from)
            fewest++;
        while (most < from * settings.MaxScaleUpRate)
            most++;
        var limited = need > most ? most : need < fewest ? fewest : need;
        return need > 0 && limited < settings.ActivationScale ? settings.ActivationScale : limited;
    }

    private static int Burst(KpaSettings settings, Tick tick)
    {
        if (settings.TargetBurstCapacity <= 0)
            return (int)settings.TargetBurstCapacity;
        var left = tick.Ready * settings.Total - tick.Panic - settings.TargetBurstCapacity;
        var whole = (int)left;
        return whole > left ? whole - 1 : whole;
    }
}
