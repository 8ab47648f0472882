namespace Berth.Policies.Scaling.Kpa;

/// <summary>
/// Bounds, and when the last pods may go: pure, by the rules of Knative Serving (<c>pkg/reconciler/autoscaling/kpa</c>). The activator is taken to answer
/// as soon as it is in the path.
/// </summary>
public static class KpaZero
{
    /// <summary>Seconds after which a service that never became ready may go to zero: the progress deadline of 600 s and 10 s more.</summary>
    public const int ActivationTimeoutSeconds = 610;

    private const double Second = 1e9;

    /// <summary>Applies a recommendation to a service that now has that many pods asked for, between the fewest and most allowed.</summary>
    public static (KpaTarget Target, KpaState State) Apply(
        KpaSettings settings, KpaState state, KpaScale scale, int readyPods, int current, int least, int most, long now)
    {
        var kept = Math.Clamp(current, least, most);
        if (!scale.Valid)
            return (new(kept, null, 0), After(state, scale, null, readyPods, least, now));
        var wanted = Math.Clamp(scale.DesiredPods, least, most);
        if (wanted > 0)
            return (new(wanted, wanted, 0), After(state, scale, wanted, readyPods, least, now));
        var spent = (now - state.ActivitySince) / Second;
        return state.Activity switch
        {
            KpaActivity.Activating when spent > ActivationTimeoutSeconds => Zero(),
            KpaActivity.Activating => (new(kept, 0, ActivationTimeoutSeconds - spent), After(state, scale, null, readyPods, least, now)),
            KpaActivity.Active when spent < settings.StableWindowSeconds =>
                (new(1, 1, settings.StableWindowSeconds - spent + Rest(settings, state, now)), After(state, scale, 1, readyPods, least, now)),
            KpaActivity.Inactive when Rest(settings, state, now) is var rest && rest <= 0 => Zero(),
            KpaActivity.Inactive => (new(kept, 0, Rest(settings, state, now)), After(state, scale, 0, readyPods, least, now)),
            _ => (new(kept, 0, Rest(settings, state with { Activity = KpaActivity.Inactive, ActivitySince = now }, now)), After(state, scale, 0, readyPods, least, now)),
        };

        (KpaTarget, KpaState) Zero() => (new(0, 0, 0), After(state, scale, 0, readyPods, least, now));
    }

    /// <summary>Seconds until an inactive service may go: the longer of grace and retention, or only retention where the activator has been in the path for the grace period.</summary>
    private static double Rest(KpaSettings settings, KpaState state, long now)
    {
        var inactive = state.Activity == KpaActivity.Inactive ? (now - state.ActivitySince) / Second : 0;
        var proxied = Math.Max(inactive, state.ProxySince is { } since ? (now - since) / Second : 0);
        return Math.Max(settings.ScaleToZeroRetentionSeconds - inactive, settings.ScaleToZeroGraceSeconds - proxied);
    }

    private static KpaState After(KpaState state, KpaScale scale, int? wanted, int readyPods, int least, long now)
    {
        var activity = wanted switch
        {
            0 => KpaActivity.Inactive,
            null when state.Activity == KpaActivity.Inactive => KpaActivity.Inactive,
            _ => readyPods < Math.Max(1, least) ? KpaActivity.Activating : KpaActivity.Active,
        };
        var proxy = wanted == 0 || wanted is null && activity == KpaActivity.Inactive || (scale.Valid ? scale.ExcessBurstCapacity < 0 : state.ProxySince is not null);
        if (activity == state.Activity && proxy == state.ProxySince is not null)
            return state;
        return state with
        {
            Activity = activity,
            ActivitySince = activity == state.Activity ? state.ActivitySince : now,
            ProxySince = proxy ? state.ProxySince ?? now : null,
        };
    }
}
