using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Api;

public abstract class ApiSpecs : ClusterSpecs
{
    [Fact]
    public async Task What_is_made_can_be_got_listed_by_pages_and_deleted()
    {
        for (var each = 0; each < 5; each++)
            await PodAsync($"pod-{each}", scheduler: "nobody");
        Assert.Equal("pod-3", (await Api.Pods.GetAsync(Space, "pod-3", Cancellation)).Metadata.Name);
        var (items, version) = await Api.Pods.ListAsync(new(Space), Cancellation, pageSize: 2);
        Assert.Equal(["pod-0", "pod-1", "pod-2", "pod-3", "pod-4"], items.Select(pod => pod.Metadata.Name));
        Assert.NotEmpty(version);
        await Api.Pods.DeleteAsync(Space, "pod-3", Cancellation, graceSeconds: 0);
        Assert.True((await Assert.ThrowsAsync<ApiException>(() => Api.Pods.GetAsync(Space, "pod-3", Cancellation))).IsNotFound);
    }

    [Fact]
    public async Task Selectors_choose()
    {
        await PodAsync("web", scheduler: "nobody", labels: new() { ["app"] = "web" });
        await PodAsync("other", scheduler: "nobody");
        Assert.Equal("web", Assert.Single((await Api.Pods.ListAsync(new(Space, Labels: "app=web"), Cancellation)).Items).Metadata.Name);
        Assert.Equal("other", Assert.Single((await Api.Pods.ListAsync(new(Space, Fields: "metadata.name=other"), Cancellation)).Items).Metadata.Name);
    }

    [Fact]
    public async Task A_second_of_the_same_name_is_a_conflict()
    {
        await PodAsync("one", scheduler: "nobody");
        Assert.True((await Assert.ThrowsAsync<ApiException>(() => PodAsync("one", scheduler: "nobody"))).IsConflict);
    }

    [Fact]
    public async Task Who_replaces_what_somebody_else_changed_is_told()
    {
        var lease = await Api.Leases.CreateAsync(Space, new() { Metadata = new() { Name = "lead", Namespace = Space }, Spec = new() { HolderIdentity = "a", LeaseDurationSeconds = 5 } }, Cancellation);
        await Api.Leases.ReplaceAsync(Space, "lead", lease with { Spec = lease.Spec with { HolderIdentity = "b" } }, Cancellation);
        Assert.True((await Assert.ThrowsAsync<ApiException>(() => Api.Leases.ReplaceAsync(Space, "lead", lease with { Spec = lease.Spec with { HolderIdentity = "c" } }, Cancellation))).IsConflict);
        Assert.Equal("b", (await Api.Leases.GetAsync(Space, "lead", Cancellation)).Spec.HolderIdentity);
    }

    [Fact]
    public async Task Applied_fields_are_made_and_changed()
    {
        JsonObject Fields(int replicas) => (JsonObject)JsonNode.Parse($$$"""
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"replicas": {{{replicas}}}, "selector": {"matchLabels": {"app": "web"}},
             "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"schedulerName": "nobody", "containers": [{"name": "main", "image": "localhost/none:1"}]} } } }
            """)!;
        var deployments = Any(ResourceType.Deployments);
        await deployments.ApplyAsync(Space, "web", Fields(0), "berth-test", force: false, Cancellation);
        Assert.Equal(2, (int)(await deployments.ApplyAsync(Space, "web", Fields(2), "berth-test", force: false, Cancellation))["spec"]!["replicas"]!);
        await deployments.PatchAsync(Space, "web", new() { ["spec"] = new JsonObject { ["replicas"] = 0 } }, MediaTypes.Merge, Cancellation, "scale");
        Assert.Equal(0, (await deployments.GetPartAsync<Scale>(Space, "web", "scale", Cancellation)).Spec.Replicas);
    }

    [Fact]
    public async Task The_status_is_changed_apart_from_the_rest()
    {
        await PodAsync("one", scheduler: "nobody");
        var condition = new JsonObject { ["type"] = "PodScheduled", ["status"] = "False", ["reason"] = "Unschedulable", ["message"] = "too big" };
        await Api.Pods.PatchAsync(Space, "one", new() { ["status"] = new JsonObject { ["conditions"] = new JsonArray(condition) } }, MediaTypes.StrategicMerge, Cancellation, "status");
        Assert.Equal("too big", Assert.Single((await Api.Pods.GetAsync(Space, "one", Cancellation)).Status!.Conditions!).Message);
    }

    [Fact]
    public async Task A_pod_is_bound_once_with_the_annotations_of_the_binding()
    {
        var (first, second) = (await NodeAsync("a"), await NodeAsync("b"));
        var pod = await PodAsync("one", scheduler: "nobody");
        Binding To(string node) => new()
        {
            Metadata = new() { Name = "one", Namespace = Space, Uid = pod.Metadata.Uid, Annotations = new Dictionary<string, string> { ["berth/decision"] = "because" } },
            Target = new() { ApiVersion = "v1", Kind = "Node", Name = node },
        };
        await Api.Pods.PostPartAsync(Space, "one", "binding", To(first), Cancellation);
        Assert.True((await Assert.ThrowsAsync<ApiException>(() => Api.Pods.PostPartAsync(Space, "one", "binding", To(second), Cancellation))).IsConflict);
        var bound = await Api.Pods.GetAsync(Space, "one", Cancellation);
        Assert.Equal((first, "because"), (bound.Spec.NodeName, bound.Metadata.Annotation("berth/decision")));
    }

    [Fact]
    public async Task A_pod_is_evicted_by_the_version_that_the_server_has()
    {
        await PodAsync("one", scheduler: "nobody");
        await Api.EvictAsync(new(Space, "one"), Cancellation);
        await Eventually.HoldsAsync("the pod is gone or going", async () => (await Api.Pods.ListAsync(new(Space), Cancellation)).Items.All(pod => pod.Metadata.DeletionTimestamp is not null));
    }

    [Fact]
    public async Task The_server_says_which_versions_it_has()
    {
        var discovery = new ApiDiscovery(Client);
        Assert.Equal("v1", await discovery.FindAsync("apps", ["v2", "v1"], Cancellation));
        Assert.Null(await discovery.FindAsync("no.such.group", ["v1"], Cancellation));
    }

    [Fact]
    public async Task A_watch_tells_what_happens_after_a_list()
    {
        await PodAsync("before", scheduler: "nobody");
        var (_, version) = await Api.Pods.ListAsync(new(Space), Cancellation);
        await PodAsync("after", scheduler: "nobody");
        await Api.Pods.DeleteAsync(Space, "before", Cancellation, graceSeconds: 0);
        var told = new List<(ChangeKind, string?)>();
        await foreach (var change in Api.Pods.WatchAsync(new(Space), version, TimeSpan.FromSeconds(60), Cancellation))
        {
            if (change.Kind != ChangeKind.Bookmark)
                told.Add((change.Kind, change.Item!.Metadata.Name));
            if (change.Kind == ChangeKind.Deleted)
                break;
        }
        Assert.Equal((ChangeKind.Added, "after"), told[0]);
        Assert.Equal((ChangeKind.Deleted, "before"), told[^1]);
    }

    [Fact]
    public async Task A_kind_that_the_server_does_not_know_is_not_found()
    {
        var missing = await Assert.ThrowsAsync<ApiException>(() => Any(new("berth.example", "v1", "things", true)).ListAsync(Selection.All, Cancellation));
        Assert.True(missing.IsNotFound);
        Assert.Contains("berth.example/v1/things: 404", missing.Message, StringComparison.Ordinal);
    }
}

public sealed class ApiOnStandIn : ApiSpecs
{
    private protected override Task<ClusterAccess> OpenAsync() => OpenStandInAsync();
}

public sealed class ApiOnRealServer(RealCluster cluster) : ApiSpecs
{
    private protected override Task<ClusterAccess> OpenAsync() => cluster.AccessAsync();
}
