namespace Berth.Policies.Scaling.Kpa;

/// <summary>Decisions in words.</summary>
internal static class KpaReasons
{
    private const double Second = 1e9;

    internal static IReadOnlyList<Term> Terms(KpaSettings settings, KpaState state, KpaReading reading, KpaScale scale) => scale.Valid
        ?
        [
            new("stable", reading.Stable), new("panic", reading.Panic), new("target", settings.Target),
            new("ready pods", reading.ReadyPods ?? 0), new("excess burst capacity", scale.ExcessBurstCapacity),
            new("desired pods", scale.DesiredPods), new("panics", state.PanicTime is null ? 0 : 1),
        ]
        : [new("target", settings.Target), new("ready pods", reading.ReadyPods ?? 0)];

    internal static string Of(KpaSettings settings, KpaState state, KpaReading reading, KpaScale scale, KpaTarget target, ServiceView view)
    {
        if (reading.ReadyPods is null)
            return $"the ready replicas cannot be counted: {Blind(state, target, view)}";
        if (!scale.Valid)
            return $"nothing is known of the last {settings.StableWindowSeconds} s: {Blind(state, target, view)}";
        var unit = settings.Metric == KpaMetric.Concurrency ? "requests at once" : "requests a second";
        var seen = $"{Number(reading.Stable)} {unit} over {settings.StableWindowSeconds} s need {Replicas(scale.StableNeed)}, {Number(reading.Panic)} over {settings.PanicWindowSeconds} s need {scale.PanicNeed} "
            + $"({Number(settings.Target)} on each; {reading.ReadyPods} ready)";
        return $"{seen}{Panic(state, view.Now)}{Rate(settings, state, scale)}{Delay(settings, scale)}{Bounds(settings, scale, target, view)}";
    }

    /// <summary>Without a reading what was wanted last still holds, and the time of the last pod goes on.</summary>
    private static string Blind(KpaState state, KpaTarget target, ServiceView view) => target.Pods == view.Desired ? $"{Replicas(target.Pods)} as before"
        : target.Pods == 0 ? "the last has waited long enough"
        : $"{Replicas(target.Pods)} {(state.DesiredScale >= 0 ? "as was wanted last" : "by the bounds")}";

    private static string Panic(KpaState state, long now) => state.PanicTime is not { } since ? ""
        : since == now ? $"; panics, with the most since it began: {state.MaxPanicPods}"
        : $"; still panics, as {Number((now - since) / Second)} s ago: the most since it began is {state.MaxPanicPods}";

    private static string Rate(KpaSettings settings, KpaState state, KpaScale scale)
    {
        var need = state.PanicTime is null ? scale.StableNeed : Math.Max(scale.StableNeed, scale.PanicNeed);
        return scale.Undelayed == scale.Most && need > scale.Most ? $"; at most {settings.MaxScaleUpRate} times the ready ones: {scale.Most}"
            : scale.Undelayed == scale.Fewest && need < scale.Fewest ? $"; at least the ready ones divided by {settings.MaxScaleDownRate}: {scale.Fewest}"
            : need > 0 && scale.Undelayed > need && scale.Undelayed == settings.ActivationScale ? $"; at least {settings.ActivationScale} while there are any"
            : "";
    }

    private static string Delay(KpaSettings settings, KpaScale scale) => scale.DesiredPods == scale.Undelayed ? ""
        : $"; {scale.Undelayed} only after {settings.ScaleDownDelaySeconds} s, until then {scale.DesiredPods}";

    private static string Bounds(KpaSettings settings, KpaScale scale, KpaTarget target, ServiceView view) =>
        scale.DesiredPods > view.Most ? $"; at most {view.Most} are allowed"
        : scale.DesiredPods < view.Least ? $"; at least {view.Least} must stay"
        : scale.DesiredPods > 0 ? ""
        : target.Pods == 0 ? "; none is needed, and the last has waited long enough"
        : $"; none is needed, {Replicas(target.Pods)} may go in {Number(Math.Max(target.Waiting, settings.TickSeconds))} s";

    private static string Replicas(double count) => count == 1 ? "1 replica" : $"{count} replicas";

    private static string Number(double value) => $"{value:0.##}";
}
