namespace Berth.Policies.Scaling.Keda;

/// <summary>KEDA's own loop: from nothing to something when there is work, and back after a while without any (pkg/scaling/executor/scale_scaledobjects.go).</summary>
internal static class KedaActivation
{
    /// <summary>Looks at the trigger once.</summary>
    /// <param name="view">The service.</param>
    /// <param name="value">The metric; not a number when it failed.</param>
    /// <param name="settings">The ScaledObject.</param>
    /// <param name="memory">What it remembers.</param>
    internal static KedaStep Poll(ServiceView view, double value, KedaSettings settings, KedaMemory memory)
    {
        var current = view.Desired;
        if (value > settings.ActivationThreshold)
        {
            memory.LastActive = view.Now;
            return current == 0 || (settings.IdleAtZero && current < view.Least) ? KedaStep.Activated : KedaStep.Active;
        }
        // An error without a fallback, or with one that is more than 0, leaves everything to the autoscaler.
        if (double.IsNaN(value) && settings.Fallback is not { Replicas: 0 })
            return KedaStep.Unknown;
        if (current > 0 && (settings.IdleAtZero || view.Least == 0))
            return IsOver(view.Now, settings, memory) ? KedaStep.Emptied : KedaStep.CoolingDown;
        return current < view.Least && !settings.IdleAtZero ? KedaStep.Filled : KedaStep.Inactive;
    }

    /// <summary>Replicas after a step; null leaves them.</summary>
    internal static int? Replicas(KedaStep step, ServiceView view) => step switch
    {
        KedaStep.Activated => Math.Max(1, view.Least),
        KedaStep.Emptied => 0,
        KedaStep.Filled => view.Least,
        _ => null,
    };

    private static bool IsOver(long now, KedaSettings settings, KedaMemory memory) => memory.LastActive is { } active
        ? active + Moments.Of(settings.CooldownSeconds) < now
        : (memory.Created ?? now) + Moments.Of(settings.InitialCooldownSeconds) < now;
}

/// <summary>What KEDA's loop did.</summary>
internal enum KedaStep
{
    /// <summary>It did not look.</summary>
    None,

    /// <summary>There is work, and there were no replicas.</summary>
    Activated,

    /// <summary>There is work, and there are replicas.</summary>
    Active,

    /// <summary>It cannot be said whether there is work.</summary>
    Unknown,

    /// <summary>There was no work for long enough.</summary>
    Emptied,

    /// <summary>There was none for a while.</summary>
    CoolingDown,

    /// <summary>There are fewer than are allowed.</summary>
    Filled,

    /// <summary>There is no work, and nothing to do about it.</summary>
    Inactive,
}
