using Berth.Model.Services;
using Berth.Policies.Scaling;

namespace Berth.Policies.Tests.Scaling;

/// <summary>Views of services. Times in seconds.</summary>
internal static class Services
{
    internal const long Second = 1_000_000_000;

    internal static ServiceFacts Facts(params ScheduledReplicas[] schedule) => new(0.1, 0, 10, 0.5, 99, ServiceLevers.None, schedule);

    internal static ServiceView View(int desired, int least = 1, int most = 6, double now = 0, double? queue = null) => new()
    {
        Now = (long)(now * Second),
        Desired = desired,
        Least = least,
        Most = most,
        Facts = Facts(),
        Metrics = queue is { } value ? [new("queue", value, (long)(now * Second))] : [],
        Replicas = [.. Enumerable.Range(0, desired).Select(at => new ReplicaView { Name = $"pod-{at}", Phase = ReplicaPhase.Running, Ready = true, Started = 0 })],
    };
}
