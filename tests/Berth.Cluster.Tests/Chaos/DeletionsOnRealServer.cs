using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Tests.Autoscaling;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Chaos;

/// <summary>Kinds and namespaces that are deleted under those who use them.</summary>
[Collection(Alone.Name)]
public sealed class DeletionsOnRealServer(RealCluster cluster) : ScalerSpecs
{
    private static readonly ResourceType Definitions = new("apiextensions.k8s.io", "v1", "customresourcedefinitions", false);

    private protected override async Task<ClusterAccess> OpenAsync()
    {
        await cluster.BreakableAsync();
        return await cluster.AccessAsync();
    }

    [Fact]
    public async Task An_autoscaler_ends_with_what_to_do_when_its_kind_is_deleted()
    {
        await DefineAsync(cluster);
        await using var autoscaler = new RunningAutoscaler(Client.Access, Space);
        await Task.Delay(500, Cancellation);
        Assert.False(autoscaler.Running.IsCompleted);
        await Any(Definitions).DeleteAsync(null, "berthscalers.berth.dev", Cancellation);
        Assert.Contains("deploy/berthscalers.yaml", (await Assert.ThrowsAsync<ClusterException>(() => autoscaler.Running.WaitAsync(TimeSpan.FromSeconds(20), Cancellation))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_that_is_deleted_amid_its_work_stops_neither_scheduler_nor_autoscaler()
    {
        await DefineAsync(cluster);
        await NodeAsync("a", cpu: "8");
        var ending = $"{Space}-ending";
        await Any(ResourceType.Namespaces).CreateAsync(null, new() { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = ending } }, Cancellation);
        await using var autoscaler = new RunningAutoscaler(Client.Access, ending);
        await using var scheduler = new RunningScheduler(Client.Access, $"berth-{Space}");
        var made = PodsAsync(ending);
        await Eventually.HoldsAsync("some are bound", () => scheduler.Bindings.Count > 3);
        await Any(ResourceType.Namespaces).DeleteAsync(null, ending, Cancellation);
        await made;
        await PodAsync("other", cpu: "100m", scheduler: $"berth-{Space}");
        await Eventually.HoldsAsync("pods elsewhere are bound", () => scheduler.Bindings.Any(each => each.Pod.Namespace == Space));
        // No kubelet is there to end what is bound.
        foreach (var pod in (await Api.Pods.ListAsync(new(ending), Cancellation)).Items)
            await Record.ExceptionAsync(() => Api.Pods.DeleteAsync(ending, pod.Metadata.Name!, Cancellation, graceSeconds: 0));
        await Eventually.HoldsAsync("the namespace is gone", TimeSpan.FromSeconds(60), async () => await Record.ExceptionAsync(() => Any(ResourceType.Namespaces).GetAsync(null, ending, Cancellation)) is ApiException { IsNotFound: true });
        Assert.False(scheduler.Running.IsCompleted);
        Assert.False(autoscaler.Running.IsCompleted);
    }

    [Fact]
    public async Task Nothing_can_be_made_in_a_namespace_that_is_being_deleted_and_that_is_no_lack_of_rights()
    {
        var maps = Any(new("", "v1", "configmaps", true));
        await maps.CreateAsync(Space, new() { ["metadata"] = new JsonObject { ["name"] = "held", ["finalizers"] = new JsonArray("berth.dev/test") } }, Cancellation);
        await Any(ResourceType.Namespaces).DeleteAsync(null, Space, Cancellation);
        var refused = await Assert.ThrowsAsync<ApiException>(() => maps.CreateAsync(Space, new() { ["metadata"] = new JsonObject { ["name"] = "late" } }, Cancellation));
        Assert.Equal((403, true, false), (refused.Code, refused.IsNamespaceEnding, refused.IsForbidden));
        Assert.DoesNotContain("see docs/cluster.md", refused.Message, StringComparison.Ordinal);
        await maps.PatchAsync(Space, "held", new() { ["metadata"] = new JsonObject { ["finalizers"] = null } }, MediaTypes.Merge, Cancellation);
    }

    /// <summary>Makes pods in a namespace until it takes no more.</summary>
    private async Task PodsAsync(string space)
    {
        for (var pod = 0; pod < 200; pod++)
            try
            {
                await PodAsync($"pod-{pod}", cpu: "10m", scheduler: $"berth-{Space}", space: space);
            }
            catch (ApiException exception) when (exception.IsNamespaceEnding || exception.IsNotFound)
            {
                return;
            }
    }
}
