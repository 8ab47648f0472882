using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Tests.Harness;
using Berth.Model;

namespace Berth.Cluster.Tests.Chaos;

[Collection(Alone.Name)]
public sealed class SchedulerChaosOnRealServer(RealCluster cluster) : ChaosSpecs(cluster)
{
    [Fact]
    public Task Killed_at_random_moments_it_loses_no_pod_and_binds_none_twice() => KillsAsync(6, seed: 1);

    [Fact]
    [Trait("Speed", "Slow")]
    public Task Killed_at_twenty_random_moments_it_loses_no_pod_and_binds_none_twice() => KillsAsync(20, seed: 2);

    [Fact]
    [Trait("Speed", "Long")]
    public Task An_API_server_that_is_killed_amid_bindings_and_back_after_a_moment_changes_nothing_in_the_end() => AwayAsync(TimeSpan.FromSeconds(3));

    [Fact]
    [Trait("Speed", "Slow")]
    public Task An_API_server_that_is_away_for_half_a_minute_changes_nothing_in_the_end() => AwayAsync(TimeSpan.FromSeconds(30));

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task An_API_server_that_hangs_for_a_minute_changes_nothing_in_the_end()
    {
        await NodesAsync(6);
        await using var scheduler = Scheduler();
        await PodsAsync(1, large: true);
        await PodsAsync(60);
        await Real.SignalAsync("kube-apiserver", "STOP");
        await Task.Delay(TimeSpan.FromSeconds(60), Cancellation);
        await Real.SignalAsync("kube-apiserver", "CONT");
        Assert.False(scheduler.HasExited, scheduler.Said);
        Assert.Contains("cannot be watched for now", scheduler.Said, StringComparison.Ordinal);
        await PodsAsync(60);
        await SettlesAsync(large: 1);
    }

    [Fact]
    [Trait("Speed", "Long")]
    public async Task Frozen_until_its_watches_are_expired_it_lists_again()
    {
        await NodesAsync(3);
        await using var scheduler = Scheduler();
        await PodsAsync(5);
        await SettlesAsync();
        await scheduler.SignalAsync("STOP");
        await Real.CrashAsync("kube-apiserver");
        await Real.RepairAsync();
        await Api.Pods.DeleteAsync(Space, "pod-1", Cancellation, graceSeconds: 0);
        await PodsAsync(5);
        await RealCluster.CompactAsync((await Api.Pods.ListAsync(new(Space), Cancellation)).Version);
        await scheduler.SignalAsync("CONT");
        await SettlesAsync();
    }

    [Fact]
    public async Task What_the_server_has_forgotten_is_told_as_such()
    {
        await PodsAsync(3);
        var old = (await Api.Pods.ListAsync(new(Space), Cancellation)).Version;
        await PodsAsync(3);
        await Real.CrashAsync("kube-apiserver");
        await Real.RepairAsync();
        await RealCluster.CompactAsync((await Api.Pods.ListAsync(new(Space), Cancellation)).Version);
        var watch = Api.Pods.WatchAsync(new(Space), old, TimeSpan.FromSeconds(30), Cancellation).GetAsyncEnumerator(Cancellation);
        await using (watch)
            Assert.True((await Assert.ThrowsAsync<ApiException>(async () => await watch.MoveNextAsync())).IsExpired);
    }

    [Fact]
    public async Task Nodes_that_are_deleted_take_no_more_pods()
    {
        await NodesAsync(4);
        await using var scheduler = Scheduler();
        await PodsAsync(40);
        await SettlesAsync();
        var coming = PodsAsync(40);
        var gone = new[] { $"{Space}-n0", $"{Space}-n1" };
        foreach (var node in gone)
            await DeleteNodeAsync(node);
        await coming;
        await SettlesAsync();
        await PodsAsync(20);
        await SettlesAsync();
        var last = (await AllAsync()).OrderBy(pod => pod.Metadata.CreationTimestamp).ThenBy(pod => int.Parse(pod.Metadata.Name!.Split('-')[1])).TakeLast(20);
        Assert.All(last, pod => Assert.DoesNotContain(pod.Spec.NodeName, gone));
        foreach (var node in (string[])[$"{Space}-n2", $"{Space}-n3"])
            await DeleteNodeAsync(node);
        await PodsAsync(1);
        await Eventually.HoldsAsync("a pod without nodes has a reason", async () => (await AllAsync()).Any(pod => pod.Spec.NodeName is null && Reason(pod) is not null));
        await NodeAsync("n4", cpu: "8");
        await SettlesAsync();
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task A_leader_that_is_killed_or_frozen_is_succeeded_and_does_not_act_when_it_wakes()
    {
        await NodesAsync(6);
        var lease = $"{Space}/scheduler";
        await using var first = Scheduler(lease);
        await Eventually.HoldsAsync("the first leads", () => first.Said.Contains(" leads", StringComparison.Ordinal));
        await using var second = Scheduler(lease);
        await PodsAsync(20);
        await SettlesAsync();
        await first.SignalAsync("STOP");
        await PodsAsync(20);
        await SettlesAsync();
        await first.SignalAsync("CONT");
        await PodsAsync(20);
        await SettlesAsync();
        await second.KillAsync();
        await PodsAsync(20);
        await SettlesAsync();
        Assert.False(first.HasExited, first.Said);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task A_node_whose_kubelet_is_killed_takes_no_more_pods_until_it_is_back()
    {
        await ControllersAsync("--node-monitor-grace-period=8s");
        try
        {
            await Real.RepairAsync(nodes: 1);
            await Any(ResourceType.Nodes).PatchAsync(null, "node-1", new() { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["test"] = Space } } }, MediaTypes.Merge, Cancellation);
            await using var scheduler = Scheduler();
            await PodsAsync(3);
            await SettlesAsync();
            await Real.CrashAsync("kubelet-1");
            await Eventually.HoldsAsync("the node has a taint", TimeSpan.FromSeconds(60), async () => (await Api.Nodes.GetAsync(null, "node-1", Cancellation)).Spec?.Taints is { Count: > 0 });
            await PodsAsync(3);
            await Eventually.HoldsAsync("pods that come have a reason", async () => (await AllAsync()).Count(pod => pod.Spec.NodeName is null && Reason(pod)?.Contains("have the taint node.kubernetes.io/", StringComparison.Ordinal) == true) == 3);
            await Real.RepairAsync(nodes: 1);
            await SettlesAsync();
        }
        finally
        {
            await ControllersAsync("--node-monitor-grace-period=1h");
        }
    }

    /// <summary>Starts the controllers anew with other flags.</summary>
    private async Task ControllersAsync(string flags)
    {
        Real.ControllerFlags = flags;
        await Real.CrashAsync("kube-controller-manager");
        await Real.RepairAsync();
    }

    /// <summary>A scheduler that is killed and started again at random moments while pods come.</summary>
    private async Task KillsAsync(int kills, long seed)
    {
        await NodesAsync(6);
        var random = new RandomStream(seed, "kills");
        await PodsAsync(1, large: true);
        for (var kill = 0; kill < kills; kill++)
        {
            await using var scheduler = Scheduler();
            var coming = PodsAsync(10);
            await Task.Delay(TimeSpan.FromMilliseconds(200 + random.NextDouble() * 1200), Cancellation);
            await scheduler.KillAsync();
            await coming;
        }
        await using var last = Scheduler();
        await SettlesAsync(large: 1);
    }

    /// <summary>The API server is killed while pods are being bound, and is away for a while.</summary>
    private async Task AwayAsync(TimeSpan time)
    {
        await NodesAsync(6);
        await using var scheduler = Scheduler();
        await PodsAsync(1, large: true);
        await PodsAsync(60);
        await Real.CrashAsync("kube-apiserver");
        await Task.Delay(time, Cancellation);
        await Real.RepairAsync();
        Assert.False(scheduler.HasExited, scheduler.Said);
        await PodsAsync(60);
        await SettlesAsync(large: 1);
        Assert.Contains("are watched again", scheduler.Said, StringComparison.Ordinal);
    }
}
