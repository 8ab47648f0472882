using Berth.Model.Services;
using Berth.Policies.Scaling;

namespace Berth.Policies.Tests.Scaling.Elastic;

/// <summary>Asks Berth's own policy, after some time with a steady load.</summary>
internal static class Asked
{
    internal static readonly ServiceLevers Standby = ServiceLevers.None with { Standby = new(5, new(0.02), new(0.2)) };

    internal static ServiceView View(ServiceLevers levers, int least = 1, int most = 6, double start = 10)
    {
        var view = Services.View(least, least, most);
        view.Facts = view.Facts with { Levers = levers, StartSeconds = start, Variation = 0.1 };
        return view;
    }

    /// <summary>Lets seconds with so many requests pass, in which everything that was asked for is there at once.</summary>
    internal static IScalingPolicy Steady(ServiceView view, int rate, int seconds = 60, int late = 0)
    {
        var policy = ScalingPolicies.Get("berth");
        for (var second = 1; second <= seconds; second++)
        {
            view.Now = second * Services.Second;
            view.Load.Add(new(rate, rate, 0, rate * 0.1, rate * 0.1, rate * 0.1, rate * 0.01, second == 1 ? late : 0));
            view.Desired = policy.Decide(view).Replicas;
            Ready(view, view.Desired);
        }
        return policy;
    }

    internal static void Ready(ServiceView view, int ready, int starting = 0) =>
        view.Replicas = [.. Enumerable.Range(0, ready + starting).Select(at => new ReplicaView { Name = $"pod-{at}", Phase = ReplicaPhase.Running, Ready = at < ready, Started = at < ready ? 0 : view.Now })];

    internal static ScalingDecision Ask(this IScalingPolicy policy, ServiceView view, int queued = 0, double? grams = null)
    {
        (view.Queued, view.InFlight, view.GramsPerKilowattHour, view.Explain) = (queued, queued > 0 ? view.Replicas.Count : 0, grams, true);
        return policy.Decide(view);
    }
}
