namespace Berth.Policies.Scaling.Kpa;

/// <summary>
/// How many pods: a pure function of what is seen and remembered, by the rules of Knative Serving (<c>pkg/autoscaler/scaling/autoscaler.go</c>). The same
/// arguments give the same answer.
/// </summary>
public static class KpaRules
{
    private const long Second = 1_000_000_000;

    /// <summary>Decides at a moment in nanoseconds; the second result is to be remembered until the next.</summary>
    public static (KpaScale Scale, KpaState State) Decide(KpaSettings settings, KpaState state, KpaReading reading, long now)
    {
        if (double.IsNaN(reading.Stable) || double.IsNaN(reading.Panic) || reading.ReadyPods is not { } counted)
            return (default, state);
        var ready = Math.Max(1.0, counted);
        var (fewest, most) = (settings.Reachable ? Math.Floor(ready / settings.MaxScaleDownRate) : 0, Math.Ceiling(settings.MaxScaleUpRate * ready));
        var (stableNeed, panicNeed) = (Math.Ceiling(reading.Stable / settings.Target), Math.Ceiling(reading.Panic / settings.Target));
        var stablePods = Pods(settings, stableNeed, fewest, most);
        state = Panic(settings, state, panicNeed / ready, now);
        var pods = stablePods;
        if (state.PanicTime is not null)
        {
            pods = Math.Max(state.MaxPanicPods, Math.Max(stablePods, Pods(settings, panicNeed, fewest, most)));
            state = pods == state.MaxPanicPods ? state : state with { MaxPanicPods = pods };
        }
        var undelayed = pods;
        if (settings.ScaleDownDelaySeconds > 0 && settings.Reachable)
        {
            var delayed = KpaDelay.Add(settings, state.Delayed, new(now, pods));
            pods = KpaDelay.Highest(delayed);
            state = state with { Delayed = delayed };
        }
        var burst = ExcessBurstCapacity(settings, counted, reading.Panic);
        if (pods != state.DesiredScale || burst != state.ExcessBurstCapacity)
            state = state with { DesiredScale = pods, ExcessBurstCapacity = burst };
        return (new(true, pods, burst, stableNeed, panicNeed, (int)fewest, (int)most, undelayed), state);
    }

    private static int Pods(KpaSettings settings, double need, double fewest, double most)
    {
        var pods = (int)Math.Min(Math.Max(need, fewest), most);
        return need > 0 ? Math.Max(pods, settings.ActivationScale) : pods;
    }

    private static KpaState Panic(KpaSettings settings, KpaState state, double needPerReady, long now) => state.PanicTime switch
    {
        _ when needPerReady >= settings.PanicThresholdPercent / 100 => state with { PanicTime = now },
        { } since when since + settings.StableWindowSeconds * Second < now => state with { PanicTime = null, MaxPanicPods = 0 },
        _ => state,
    };

    private static int ExcessBurstCapacity(KpaSettings settings, int readyPods, double panic) => settings.TargetBurstCapacity switch
    {
        0 => 0,
        < 0 => -1,
        // The panic average, so that the activator does not go in and out with every request.
        var burst => (int)Math.Floor(readyPods * settings.Total - burst - panic),
    };
}
