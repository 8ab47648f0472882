using Berth.Cluster.Autoscaling;
using Berth.Cluster.Objects;
using Berth.Policies.Scaling;
using Berth.Serving.Admin;

namespace Berth.Cluster.Tests.Autoscaling;

public sealed class ScaledServiceTests
{
    private static readonly DateTimeOffset Begun = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, CpuSample> NoUse = [];

    private static ScaledService Make(string policy, int most = 6) => new(
        ScalerPlan.Of(new() { ScaleTargetRef = new() { Name = "classify" }, MaxReplicas = most, Policy = new() { Name = policy }, Service = new() { Milliseconds = 100, StartSeconds = 5 }, Objective = new() { Milliseconds = 500 }, Dispatcher = new() { Url = "http://dispatcher:9000" } }),
        Begun);

    private static Telemetry Read(double second, long arrived, int queued = 0) => new((long)(second * 1e9), arrived, arrived - queued, 0, 0, 0, 0, 0, queued, 0, arrived * 0.1, arrived * 0.1, arrived * 0.1, arrived * 0.01, []);

    private static Pod Pod(string name, string ready = "True", DateTimeOffset? deleted = null) => new()
    {
        Metadata = new() { Name = name, Namespace = "default", CreationTimestamp = Begun, DeletionTimestamp = deleted },
        Spec = new() { Containers = [new() { Name = "main", Resources = new() { Requests = new Dictionary<string, string> { ["cpu"] = "500m" } } }, new() { Name = "side", Resources = new() { Requests = new Dictionary<string, string> { ["cpu"] = "1" } } }] },
        Status = new() { Phase = "Running", StartTime = Begun.AddSeconds(2), Conditions = [new() { Type = "Ready", Status = ready, LastTransitionTime = Begun.AddSeconds(7) }] },
    };

    [Fact]
    public void More_load_asks_for_more_replicas_and_says_why()
    {
        var service = Make("berth");
        for (var second = 0; second <= 20; second++)
            service.Count(Read(second, second * 30), second * 1_000_000_000L);
        var decision = service.Ask(20_000_000_000, 1, [Pod("classify-a")], Read(20, 600), NoUse);
        Assert.True(decision.Replicas >= 3, decision.Reason);
        Assert.NotEmpty(decision.Reason);
    }

    [Fact]
    public void A_dispatcher_that_begins_anew_is_no_negative_load()
    {
        var service = Make("berth");
        service.Count(Read(0, 1000), 0);
        service.Count(Read(1, 1010), 1_000_000_000);
        service.Count(Read(2, 5), 2_000_000_000);
        service.Count(Read(3, 15), 3_000_000_000);
        Assert.InRange(service.Ask(3_000_000_000, 1, [Pod("classify-a")], Read(3, 15), NoUse).Replicas, 1, 6);
    }

    [Fact]
    public void What_is_asked_for_stays_within_the_bounds() => Assert.Equal(2, Make("fixed", most: 2).Ask(0, 1, [], Read(0, 0), NoUse).Replicas);

    [Fact]
    public void A_pod_is_seen_with_its_moments_and_requests()
    {
        var view = PodReplicas.View(Pod("classify-a"), time => (time - Begun).Ticks * 100, 3, new(0.7, 5, 15));
        Assert.Equal((ReplicaPhase.Running, true, false, 7_000_000_000, 2_000_000_000L, 1.5, 3), (view.Phase, view.Ready, view.Leaving, view.ReadySince, view.Started, view.RequestedCores, view.InFlight));
        Assert.Equal(0.7, view.Cpu!.Value.Cores);
        Assert.True(PodReplicas.IsReady(Pod("classify-a")));
    }

    [Fact]
    public void A_pod_on_its_way_out_or_out_of_sight_takes_no_requests()
    {
        Assert.False(PodReplicas.IsReady(Pod("classify-a", deleted: Begun)));
        Assert.False(PodReplicas.IsReady(Pod("classify-a", ready: "False")));
        var lost = PodReplicas.View(Pod("classify-a", ready: "Unknown"), _ => 0, 0, null);
        Assert.Equal((null, true), (lost.Ready, lost.Lost));
    }
}
