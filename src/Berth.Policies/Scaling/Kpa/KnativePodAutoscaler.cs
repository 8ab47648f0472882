namespace Berth.Policies.Scaling.Kpa;

/// <summary>
/// Knative Serving's autoscaler: as many replicas as the requests of the last minute need, or in a panic those of the last seconds. <see cref="KpaRules"/>
/// decides how many, <see cref="KpaZero"/> when the last one goes; this feeds them with what the dispatcher counted.
/// </summary>
public sealed class KnativePodAutoscaler : IScalingPolicy
{
    private const long Second = 1_000_000_000;

    private readonly KpaSettings _settings;
    private readonly KpaBuckets _stable;
    private readonly KpaBuckets _panic;
    private long? _seen;

    /// <summary>A new one.</summary>
    /// <exception cref="ArgumentException">The settings cannot be used; the message says why.</exception>
    public KnativePodAutoscaler(KpaSettings settings)
    {
        if (string.Join("; ", settings.Problems()) is { Length: > 0 } problems)
            throw new ArgumentException(problems, nameof(settings));
        _settings = settings;
        _stable = new(settings.StableWindowSeconds);
        _panic = new(settings.PanicWindowSeconds);
    }

    /// <inheritdoc/>
    public string Name => "kpa";

    /// <inheritdoc/>
    public string Summary => "Knative's pod autoscaler: requests at once, over a minute, or over seconds in a panic";

    /// <inheritdoc/>
    public long Period => _settings.TickSeconds * Second;

    /// <summary>What it remembers; null before its first question, which then makes it.</summary>
    public KpaState? State { get; set; }

    /// <summary>What it was told.</summary>
    public KpaSettings Settings => _settings;

    /// <summary>The seconds of the stable window and of the panic window, and the last second that was looked at. What is set is recorded beside what is known.</summary>
    public KpaSeconds Seconds
    {
        get => new(_stable.Known(), _panic.Known(), _seen);
        set
        {
            if (value.Stable is { } stable)
                _stable.Record(stable);
            if (value.Panic is { } panic)
                _panic.Record(panic);
            _seen = value.Seen;
        }
    }

    /// <inheritdoc/>
    public ScalingDecision Decide(ServiceView view)
    {
        var ready = ReadyPods(view.Replicas);
        var second = view.Now / Second - 1;
        Record(view.Load, second, ready);
        return Decide(view, _stable.IsEmpty(second) ? new(double.NaN, double.NaN, ready) : new(_stable.Average(second), _panic.Average(second), ready));
    }

    /// <summary>Decides on averages and ready pods that were taken elsewhere; the view's load and replicas are not looked at.</summary>
    public ScalingDecision Decide(ServiceView view, KpaReading reading)
    {
        var ready = reading.ReadyPods ?? 0;
        var (scale, decided) = KpaRules.Decide(_settings, State ?? KpaState.Start(ready, view.Now, _settings), reading, view.Now);
        var (target, applied) = KpaZero.Apply(_settings, decided, scale, ready, view.Desired, view.Least, view.Most, view.Now);
        State = applied;
        return view.Explain || target.Pods != view.Desired
            ? new(target.Pods, KpaReasons.Of(_settings, applied, reading, scale, target, view), KpaReasons.Terms(_settings, applied, reading, scale))
            : new(target.Pods, "", []);
    }

    /// <summary>Records the seconds since the last question. Where no replica is ready and no request is there, nobody would report anything, so those seconds are missing.</summary>
    private void Record(LoadHistory load, long second, int ready)
    {
        var known = Math.Min(load.Count, _settings.StableWindowSeconds);
        for (var age = (int)Math.Clamp(second - (_seen ?? second - known), 0, known) - 1; age >= 0; age--)
        {
            ref readonly var one = ref load[age];
            if (ready == 0 && one.Arrived == 0 && one.Concurrency == 0)
                continue;
            var value = _settings.Metric == KpaMetric.Concurrency ? one.Concurrency : one.Arrived;
            _stable.Record(second - age, value);
            _panic.Record(second - age, value);
        }
        _seen = second;
    }

    /// <summary>Pods that take requests.</summary>
    public static int ReadyPods(IReadOnlyList<ReplicaView> replicas)
    {
        var ready = 0;
        for (var at = 0; at < replicas.Count; at++)
            if (replicas[at] is { Ready: true, Leaving: false })
                ready++;
        return ready;
    }
}
