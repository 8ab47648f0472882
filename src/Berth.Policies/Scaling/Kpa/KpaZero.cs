namespace Berth.Policies.Scaling.Kpa;

/// <summary>
/// Bounds, and when the last pods may go: pure, by the rules of Knative Serving (<c>pkg/reconciler/autoscaling/kpa</c>). The activator is taken to answer
/// as soon as it is in the path.
/// </summary>
public static class KpaZero
{
    /// <summary>Seconds after the progress deadline after which a service that never became ready may go to zero.</summary>
    public const int ActivationBufferSeconds = 10;

    private const double Second = 1e9;

    /// <summary>Applies a recommendation, or the last one while there is none, to a service that now has that many pods asked for, between the fewest and most allowed.</summary>
    public static (KpaTarget Target, KpaState State) Apply(
        KpaSettings settings, KpaState state, KpaScale scale, int readyPods, int current, int least, int most, long now)
    {
        var bound = settings.Reachable ? least : 0;
        var desired = scale.Valid ? scale.DesiredPods : state.DesiredScale;
        if (desired < 0 && state.Activity != KpaActivity.Activating)
            return (new(current, null, 0), After(null));
        var fewest = state.Initialized || settings.InitialScale <= 1 ? bound : Math.Max(bound, settings.InitialScale);
        var wanted = desired < fewest ? fewest : Math.Min(desired, most);
        if (wanted == 0 && !settings.EnableScaleToZero)
            wanted = 1;
        if (wanted > 0)
            return (new(wanted, wanted, 0), After(wanted));
        var spent = (now - state.ActivitySince) / Second;
        var timeout = settings.ProgressDeadlineSeconds + ActivationBufferSeconds;
        return state.Activity switch
        {
            KpaActivity.Activating when spent > timeout => (new(0, 0, 0), After(0)),
            KpaActivity.Activating => (new(current, 0, timeout - spent), After(null)),
            KpaActivity.Active when spent < settings.StableWindowSeconds => (new(1, 1, settings.StableWindowSeconds - spent + Rest(settings, state, now)), After(1)),
            KpaActivity.Inactive when Rest(settings, state, now) is var rest && rest <= 0 => (new(0, 0, 0), After(0)),
            KpaActivity.Inactive => (new(current, 0, Rest(settings, state, now)), After(0)),
            _ => (new(current, 0, Rest(settings, state with { Activity = KpaActivity.Inactive, ActivitySince = now }, now)), After(0)),
        };

        KpaState After(int? pods) => KpaZero.After(settings, state, scale.Valid ? scale.ExcessBurstCapacity : state.ExcessBurstCapacity, pods, readyPods, bound, now);
    }

    /// <summary>Seconds until an inactive service may go: the longer of grace and retention, or only retention where the activator has been in the path for the grace period.</summary>
    private static double Rest(KpaSettings settings, KpaState state, long now)
    {
        var inactive = state.Activity == KpaActivity.Inactive ? (now - state.ActivitySince) / Second : 0;
        var proxied = Math.Max(inactive, state.ProxySince is { } since ? (now - since) / Second : 0);
        return Math.Max(settings.ScaleToZeroRetentionSeconds - inactive, settings.ScaleToZeroGraceSeconds - proxied);
    }

    private static KpaState After(KpaSettings settings, KpaState state, int burst, int? wanted, int readyPods, int least, long now)
    {
        // Which pods are enough is asked before the mark that the initial scale has been reached is set.
        var enough = state.Initialized ? Math.Max(1, least) : Math.Max(settings.InitialScale, least);
        var activity = wanted == 0 || enough == 0 ? KpaActivity.Inactive
            : wanted is null && state.Activity == KpaActivity.Inactive ? KpaActivity.Inactive
            : readyPods < enough ? KpaActivity.Activating : KpaActivity.Active;
        var initialized = state.Initialized || readyPods >= enough;
        var proxy = wanted == 0 || wanted is null && state.Activity == KpaActivity.Inactive || burst < 0;
        if (activity == state.Activity && proxy == state.ProxySince is not null && initialized == state.Initialized)
            return state;
        return state with
        {
            Activity = activity,
            ActivitySince = activity == state.Activity ? state.ActivitySince : now,
            ProxySince = proxy ? state.ProxySince ?? now : null,
            Initialized = initialized,
        };
    }
}
