using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.State;
using Berth.Cluster.Tests.Harness;
using Berth.Policies.Placement;

namespace Berth.Cluster.Tests.Scheduling;

public sealed class SchedulerCoreTests
{
    [Fact]
    public void Higher_priority_goes_first_then_age()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", cpu: "2"));
        scene.With(scene.Pod("old"), scene.Pod("young"), scene.Pod("urgent", priority: 10));
        var placed = scene.Decide();
        Assert.Equal(("a", "a", null), (placed["urgent"].Node?.Name, placed["old"].Node?.Name, placed["young"].Node?.Name));
    }

    [Fact]
    public void An_assumed_pod_counts_until_it_could_not_be_bound()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", cpu: "1"));
        scene.With(scene.Pod("one"));
        var verdict = scene.Decide()["one"];
        Assert.NotNull(scene.Refusal(scene.Pod("two")));
        scene.Core.Unbind(verdict.Pod, scene.Now);
        scene.Now += 20 * CoreScene.Second;
        Assert.Equal("a", scene.Decide()["one"].Node?.Name);
    }

    [Fact]
    public void News_from_before_its_binding_does_not_take_an_assumed_pod_away()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", cpu: "1"));
        var pod = scene.Pod("one");
        Assert.Equal("a", scene.Place(pod));
        scene.Core.SetPod(pod with { Status = new() { Phase = "Pending" } });
        Assert.False(scene.Core.AnyReady);
        scene.Core.SetPod(pod with { Spec = pod.Spec with { NodeName = "a" } });
        Assert.Equal(0, scene.Core.View.CpuFree[0]);
    }

    [Fact]
    public void A_pod_that_somebody_else_bound_counts_where_it_is()
    {
        var scene = new CoreScene().With(CoreScene.Node("a"), CoreScene.Node("b"));
        var pod = scene.Pod("one");
        Assert.Equal("a", scene.Place(pod));
        scene.Core.SetPod(pod with { Spec = pod.Spec with { NodeName = "b" } });
        Assert.Equal((4000, 3000), (scene.Core.View.CpuFree[0], scene.Core.View.CpuFree[1]));
    }

    [Fact]
    public void What_ends_gives_its_room_back_and_wakes_who_waits()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", cpu: "1"));
        scene.With(scene.Pod("first", node: "a"));
        scene.Refusal(scene.Pod("second"));
        scene.Now += CoreScene.Second;
        Assert.Empty(scene.Decide());
        scene.Core.SetPod(scene.Pod("first", node: "a") with { Status = new() { Phase = "Succeeded" } });
        Assert.Equal("a", scene.Decide()["second"].Node?.Name);
    }

    [Fact]
    public void A_refused_pod_is_not_asked_about_before_its_back_off()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", cpu: "1"));
        scene.Refusal(scene.Pod("big", cpu: "2"));
        scene.Core.SetNode(CoreScene.Node("b", cpu: "2"));
        Assert.Empty(scene.Decide());
        scene.Now += CoreScene.Second;
        Assert.Equal("b", scene.Decide()["big"].Node?.Name);
    }

    [Fact]
    public void Its_own_status_does_not_make_a_refused_pod_ready_but_a_toleration_does()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", taints: [new() { Key = "k", Effect = "NoSchedule" }]));
        var pod = scene.Pod("late");
        scene.Refusal(pod);
        scene.Core.SetPod(pod with { Status = new() { Phase = "Pending", Conditions = [new() { Type = "PodScheduled", Status = "False" }] } });
        Assert.False(scene.Core.AnyReady);
        scene.Core.SetPod(pod with { Spec = pod.Spec with { Tolerations = [new() { Key = "k", Operator = "Exists" }] } });
        Assert.Equal("a", scene.Decide()["late"].Node?.Name);
    }

    [Fact]
    public void Others_pods_gated_pods_and_ending_pods_are_left_alone()
    {
        var scene = new CoreScene().With(CoreScene.Node("a"));
        var pod = scene.Pod("one");
        scene.With(
            pod with { Spec = pod.Spec with { SchedulerName = "default-scheduler" } },
            pod with { Metadata = pod.Metadata with { Name = "two" }, Spec = pod.Spec with { SchedulingGates = [new() { Name = "wait" }] } },
            pod with { Metadata = pod.Metadata with { Name = "three", DeletionTimestamp = DateTimeOffset.UnixEpoch } });
        Assert.False(scene.Core.AnyReady);
    }

    [Fact]
    public void A_node_with_more_than_it_has_room_for_is_full_until_enough_has_gone()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", cpu: "2"));
        scene.With(scene.Pod("one", cpu: "1500m", node: "a"), scene.Pod("two", cpu: "1500m", node: "a"));
        Assert.Equal(0, scene.Core.View.CpuFree[0]);
        scene.Core.RemovePod(new("default", "one"));
        Assert.Equal(500, scene.Core.View.CpuFree[0]);
        scene.Core.RemovePod(new("default", "two"));
        Assert.Equal(2000, scene.Core.View.CpuFree[0]);
    }

    [Fact]
    public void Pods_are_counted_on_a_node_that_is_seen_after_them()
    {
        var scene = new CoreScene();
        scene.With(scene.Pod("early", node: "a"));
        scene.With(CoreScene.Node("a", cpu: "1"), CoreScene.Node("b", cpu: "1"));
        Assert.Equal("b", scene.Place(scene.Pod("next")));
    }

    [Fact]
    public void A_pod_with_the_same_name_and_another_identity_is_another()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", cpu: "1"));
        Assert.Equal("a", scene.Place(scene.Pod("one")));
        Assert.Equal("a", scene.Place(scene.Pod("one")));
    }

    [Fact]
    public void A_policy_that_plans_ahead_does_not_bind_to_a_node_without_room()
    {
        var scene = new CoreScene("min-min").With(CoreScene.Node("a", cpu: "1"));
        scene.With(scene.Pod("one"), scene.Pod("two"));
        var placed = scene.Decide();
        Assert.Single(placed.Values, verdict => verdict.Node is not null);
        Assert.Equal(0, scene.Core.View.Waiting(0));
    }

    [Fact]
    public void Requests_follow_the_rule_of_init_containers_sidecars_and_overhead()
    {
        Container Asking(string cpu, string? restart = null) => new() { RestartPolicy = restart, Resources = new() { Requests = new Dictionary<string, string> { ["cpu"] = cpu } } };
        double Cpu(PodSpec spec) => PodRequests.Of(spec)["cpu"];
        Assert.Equal(300, Cpu(new() { Containers = [Asking("100m"), Asking("200m")] }));
        Assert.Equal(1000, Cpu(new() { Containers = [Asking("100m")], InitContainers = [Asking("1"), Asking("500m")] }));
        // The sidecar runs beside the containers, and beside the init containers after it.
        Assert.Equal(600, Cpu(new() { Containers = [Asking("100m")], InitContainers = [Asking("200m", "Always"), Asking("400m")] }));
        Assert.Equal(850, Cpu(new() { Containers = [Asking("700m")], InitContainers = [Asking("100m", "Always")], Overhead = new Dictionary<string, string> { ["cpu"] = "50m" } }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_policy_of_the_project_binds(string policy)
    {
        var scene = new CoreScene(policy);
        foreach (var tier in (string[])["endpoint", "edge", "cloud"])
            scene.With(CoreScene.Node($"{tier}-1", labels: new() { ["berth/tier"] = tier }), CoreScene.Node($"{tier}-2", labels: new() { ["berth/tier"] = tier }));
        var pods = Enumerable.Range(1, 5).Select(each => scene.Pod($"pod-{each}", annotations: new() { ["berth/source"] = "endpoint-1", ["berth/length"] = "10min" }, cpu: "500m")).ToArray();
        var placed = scene.With(pods).Decide();
        Assert.All(placed.Values, verdict => Assert.True(verdict.Node is not null, verdict.Refusal));
    }

    public static TheoryData<string> Names => [.. PlacementPolicies.All.Select(kind => kind.Name)];
}
