using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Hpa;
using static Berth.Policies.Tests.Scaling.Services;

namespace Berth.Policies.Tests.Scaling.Hpa;

/// <summary>A service with an autoscaler, at 10,000 s. Pods have run for long unless something else is said; nothing was recommended before.</summary>
internal sealed class Autoscaled
{
    internal const double Now = 10_000;

    private readonly ServiceView _view;
    private readonly List<ReplicaView> _pods = [];
    private readonly List<Metric> _metrics = [];
    private readonly List<HpaMetric> _targets = [];
    private readonly List<HpaRecommendation> _recommendations = [];
    private readonly List<HpaScaleEvent> _ups = [], _downs = [];
    private HpaSettings _settings = new();
    private bool _new;

    private Autoscaled(int current, int least, int most) => _view = new() { Now = At(Now), Desired = current, Least = least, Most = most, Facts = Facts() };

    internal static Autoscaled Of(int current, int least = 1, int most = 100) => new(current, least, most);

    /// <summary>Ready pods that use some cores of what they request.</summary>
    internal Autoscaled Pods(int count, double? cores, double request = 1)
    {
        for (var pod = 0; pod < count; pod++)
            Pod(cores, pod => pod.RequestedCores = request);
        return this;
    }

    internal Autoscaled Pod(double? cores, Action<ReplicaView> change)
    {
        var pod = new ReplicaView { Name = $"pod-{_pods.Count}", Phase = ReplicaPhase.Running, Ready = true, ReadySince = At(60), Started = At(50) };
        pod.Cpu = cores is { } used ? new(used, At(Now - 10), At(30)) : null;
        change(pod);
        _pods.Add(pod);
        return this;
    }

    /// <summary>A pod that started and changed its readiness at some moments.</summary>
    internal Autoscaled Pod(double? cores, double started, bool ready, double since) => Pod(cores, pod => (pod.Started, pod.Ready, pod.ReadySince) = (At(started), ready, At(since)));

    /// <summary>Ready pods with another metric than the processors.</summary>
    internal Autoscaled With(int count, string metric, double value)
    {
        for (var pod = 0; pod < count; pod++)
            Pod(null, pod => (pod.RequestedBytes, pod.Metrics) = (1e9, [new(metric, value, At(Now - 10), 0)]));
        return this;
    }

    internal Autoscaled Metric(string name, double value)
    {
        _metrics.Add(new(name, value, At(Now)));
        return this;
    }

    internal Autoscaled Cpu(double percent) => Target(HpaMetric.Cpu(percent));

    internal Autoscaled Target(HpaMetricSource source, HpaTargetKind kind, double target, string name = "load") => Target(new(source, name, kind, target));

    internal Autoscaled Told(Func<HpaSettings, HpaSettings> change)
    {
        _settings = change(_settings);
        return this;
    }

    internal Autoscaled Counted(int replicas)
    {
        _view.Counted = replicas;
        return this;
    }

    internal Autoscaled Recommended(int replicas, double secondsAgo)
    {
        _recommendations.Add(new(replicas, At(Now - secondsAgo)));
        return this;
    }

    internal Autoscaled Added(int replicas, double secondsAgo)
    {
        _ups.Add(new(replicas, At(Now - secondsAgo)));
        return this;
    }

    internal Autoscaled Removed(int replicas, double secondsAgo)
    {
        _downs.Add(new(replicas, At(Now - secondsAgo)));
        return this;
    }

    /// <summary>The autoscaler was never asked before.</summary>
    internal Autoscaled New()
    {
        _new = true;
        return this;
    }

    internal ScalingDecision Decide()
    {
        var settings = _settings with { Metrics = _targets.Count == 0 ? [HpaMetric.Cpu(50)] : _targets };
        _view.Replicas = _pods;
        _view.Metrics = _metrics;
        _view.Explain = true;
        return new HpaPolicy("hpa", "", settings, new(_new ? null : _recommendations, _ups, _downs)).Decide(_view);
    }

    private static long At(double seconds) => (long)Math.Round(seconds * Second);

    private Autoscaled Target(HpaMetric metric)
    {
        _targets.Add(metric);
        return this;
    }
}
