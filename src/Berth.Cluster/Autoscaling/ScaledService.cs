using Berth.Cluster.Objects;
using Berth.Policies.Scaling;
using Berth.Serving.Admin;
using Berth.Serving.Scaling;

namespace Berth.Cluster.Autoscaling;

/// <summary>What the policy of a scaler sees, kept up to date from its dispatcher and its pods. It knows no clock and no server.</summary>
/// <param name="plan">The scaler.</param>
/// <param name="begun">The time of the cluster that is moment 0.</param>
internal sealed class ScaledService(ScalerPlan plan, DateTimeOffset begun)
{
    private readonly ServiceView _view = new() { Facts = plan.Facts, Least = plan.Least, Most = plan.Most, Explain = true };
    private Telemetry? _counted;

    /// <summary>Adds a second to what is known of the load. A dispatcher that began anew has counted from zero, so its first second is not known.</summary>
    internal void Count(Telemetry telemetry, long now)
    {
        if (_counted is { } before && telemetry.Arrived >= before.Arrived && telemetry.PresentSeconds >= before.PresentSeconds)
            _view.Load.Add(CountedLoad.Between(before, telemetry));
        _counted = telemetry;
        _view.Metrics = [new("queue", telemetry.Queued, now)];
    }

    /// <summary>Asks the policy.</summary>
    /// <param name="now">Moment, nanoseconds.</param>
    /// <param name="desired">Replicas that are asked for now.</param>
    /// <param name="pods">The pods of the deployment.</param>
    /// <param name="telemetry">The dispatcher.</param>
    /// <param name="use">Cores that pods used, by their names.</param>
    internal ScalingDecision Ask(long now, int desired, IReadOnlyCollection<Pod> pods, Telemetry telemetry, IReadOnlyDictionary<string, CpuSample> use)
    {
        _view.Now = now;
        _view.Desired = desired;
        (_view.Queued, _view.InFlight) = (telemetry.Queued, telemetry.InFlight);
        _view.Replicas = [.. pods.OrderBy(pod => pod.Metadata.CreationTimestamp).ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal).Select(pod => PodReplicas.View(
            pod, Moment, telemetry.Replicas.FirstOrDefault(each => each.Name == pod.Metadata.Name)?.InFlight ?? 0, use.TryGetValue(pod.Metadata.Name!, out var sample) ? sample : null))];
        var decision = plan.Policy.Decide(_view);
        return decision with { Replicas = Math.Clamp(decision.Replicas, plan.Least, plan.Most) };
    }

    private long Moment(DateTimeOffset time) => (time - begun).Ticks * 100;
}
