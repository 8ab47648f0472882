namespace Berth.Policies.Scaling.Kpa;

/// <summary>What the autoscaler remembers from one decision to the next. Moments are nanoseconds.</summary>
public sealed record KpaState
{
    /// <summary>When the panic began or its cause was last seen; null outside a panic.</summary>
    public long? PanicTime { get; init; }

    /// <summary>Most pods that were wanted since the panic began; a panic does not fall below it.</summary>
    public int MaxPanicPods { get; init; }

    /// <summary>Recommendations that the scale-down delay still looks at, in order of their moments; those that later and higher ones outdo may be missing.</summary>
    public IReadOnlyList<KpaRecommendation> Delayed { get; init; } = [];

    /// <summary>Whether the service serves.</summary>
    public KpaActivity Activity { get; init; }

    /// <summary>Since when <see cref="Activity"/> is so.</summary>
    public long ActivitySince { get; init; }

    /// <summary>Since when requests go through the activator, because there are no pods or too little room for a burst; null while they go to the pods.</summary>
    public long? ProxySince { get; init; }

    /// <summary>Pods that were last wanted before bounds and the rules of the last pod; −1 before anything was known. It holds while nothing is known.</summary>
    public int DesiredScale { get; init; } = Unknown;

    /// <summary>The last excess burst capacity; it holds while nothing is known.</summary>
    public int ExcessBurstCapacity { get; init; }

    /// <summary>Whether the initial scale has been reached once.</summary>
    public bool Initialized { get; init; }

    /// <summary>A number of pods that is not known.</summary>
    public const int Unknown = -1;

    /// <summary>
    /// The state of an autoscaler that has just been made. Where more than one pod is ready it starts in panic, so that it does not remove pods of which it
    /// has not yet seen the load.
    /// </summary>
    public static KpaState Start(int readyPods, long now, KpaSettings? settings = null) => new()
    {
        ExcessBurstCapacity = Burst(settings ?? new()),
        PanicTime = readyPods > 1 ? now : null,
        MaxPanicPods = readyPods,
        Activity = readyPods > 0 ? KpaActivity.Active : KpaActivity.Activating,
        ActivitySince = now,
    };

    /// <summary>What is taken of it until something is known: the pods of the initial scale, without a request.</summary>
    private static int Burst(KpaSettings settings) =>
        settings.TargetBurstCapacity is 0 or -1 ? (int)settings.TargetBurstCapacity : (int)(settings.InitialScale * settings.Total - settings.TargetBurstCapacity);
}

/// <summary>Pods that were wanted at a moment, in nanoseconds.</summary>
public readonly record struct KpaRecommendation(long Moment, int Pods);
