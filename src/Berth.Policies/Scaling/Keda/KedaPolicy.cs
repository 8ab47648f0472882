using Berth.Policies.Scaling.Hpa;

namespace Berth.Policies.Scaling.Keda;

/// <summary>
/// KEDA with one trigger on a metric such as the number of waiting requests. Its own loop takes the service from nothing to something and back, and the
/// autoscaler that it makes does the rest with an external metric of type AverageValue. Where both are due at a moment, the loop comes first.
/// </summary>
/// <param name="settings">The ScaledObject.</param>
/// <param name="memory">What it remembers; null for a new one.</param>
public sealed class KedaPolicy(KedaSettings settings, KedaMemory? memory = null) : IScalingPolicy
{
    private readonly KedaMemory _memory = memory ?? new();
    private readonly HpaSettings _hpa = settings.Hpa with { Metrics = [new(HpaMetricSource.External, settings.Metric, HpaTargetKind.AverageValue, settings.Threshold)] };
    private HpaController? _controller;

    /// <inheritdoc/>
    public string Name => "keda";

    /// <inheritdoc/>
    public string Summary => "KEDA: replicas by the number of waiting requests, none without any";

    /// <summary>Nanoseconds in which both loops meet every one of their moments.</summary>
    public long Period { get; } = CommonDivisor(Moments.Of(settings.PollingSeconds), Moments.Of(settings.Hpa.SyncSeconds));

    /// <summary>What it remembers.</summary>
    public KedaMemory Memory => _memory;

    private HpaController Controller => _controller ??= new(_hpa, _memory.Hpa);

    /// <inheritdoc/>
    public ScalingDecision Decide(ServiceView view)
    {
        _memory.Created ??= view.Now;
        var value = view.Find(settings.Metric) ?? (settings.IgnoreMissing ? 0 : double.NaN);
        // The scaler makes 0 of what is no count (pkg/scalers/prometheus_scaler.go).
        if (value < 0 || double.IsInfinity(value))
            value = 0;
        var step = KedaStep.None;
        if (IsDue(_memory.LastPoll, settings.PollingSeconds, view.Now))
        {
            _memory.LastPoll = view.Now;
            step = KedaActivation.Poll(view, value, settings, _memory);
        }
        var replicas = KedaActivation.Replicas(step, view) ?? view.Desired;
        HpaOutcome? outcome = null;
        if (IsDue(_memory.LastSync, settings.Hpa.SyncSeconds, view.Now))
        {
            _memory.LastSync = view.Now;
            outcome = Controller.Decide(view, replicas, Math.Max(1, view.Least), new(settings.Metric, Reported(view, replicas, value)));
        }
        var decided = outcome?.Replicas ?? replicas;
        return view.Explain || decided != view.Desired
            ? new(decided, KedaWords.Of(step, outcome, view, value, settings, _hpa, _memory), KedaWords.Terms(value, outcome))
            : new(decided, "", []);
    }

    /// <summary>What the autoscaler is told of the metric: it, or what makes the replicas of the fallback of it.</summary>
    private double Reported(ServiceView view, int replicas, double value)
    {
        // It does not ask where the number of replicas alone says what to do.
        if (replicas < Math.Max(1, view.Least) || replicas > view.Most)
            return value;
        _memory.Failures = double.IsNaN(value) ? _memory.Failures + 1 : 0;
        return settings.Fallback is { } fallback && _memory.Failures > fallback.FailureThreshold ? fallback.Of(replicas) * settings.Threshold : value;
    }

    private static bool IsDue(long? last, double seconds, long now) => last is not { } before || now - before >= Moments.Of(seconds);

    private static long CommonDivisor(long one, long other) => other == 0 ? one : CommonDivisor(other, one % other);
}
