using Berth.Model.Services;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Kpa;

namespace Berth.Policies.Tests.Scaling.Kpa;

/// <summary>A service whose load is written down and whose replicas are ready as soon as they are asked for, or never.</summary>
internal sealed class KpaService(KpaSettings settings, int desired, int least = 0, int most = 100, bool starts = true)
{
    private const long Second = 1_000_000_000;

    internal KnativePodAutoscaler Policy { get; } = new(settings);

    internal ServiceView View { get; } = new()
    {
        Desired = desired, Least = least, Most = most, Facts = new(0.1, 0, 0, 1, 99, ServiceLevers.None, []), Replicas = Ready(starts ? desired : 0),
    };

    internal static IReadOnlyList<ReplicaView> Ready(int count) => [.. Enumerable.Range(1, count).Select(number => new ReplicaView { Name = $"replica-{number}", Phase = ReplicaPhase.Running, Ready = true })];

    /// <summary>Lets seconds of such a load pass, and asks after each tick.</summary>
    internal ScalingDecision Run(int seconds, double concurrency, int arrived = 0)
    {
        var decision = new ScalingDecision(View.Desired, "", []);
        for (var second = 0; second < seconds; second++)
        {
            View.Load.Add(new(arrived, arrived, 0, concurrency, concurrency, 0, 0));
            View.Now += Second;
            if (View.Now % Policy.Period != 0)
                continue;
            decision = Policy.Decide(View);
            if (starts && decision.Replicas != View.Desired)
                View.Replicas = Ready(decision.Replicas);
            View.Desired = decision.Replicas;
        }
        return decision;
    }
}
