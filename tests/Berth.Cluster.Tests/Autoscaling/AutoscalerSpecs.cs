using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Autoscaling;

public abstract class AutoscalerSpecs : ScalerSpecs
{
    [Fact]
    public async Task Scales_a_deployment_and_says_so_in_its_status_and_in_an_event()
    {
        await DeploymentAsync();
        await using var autoscaler = new RunningAutoscaler(Client.Access, Space);
        await ScalerAsync("fixed", ("replicas", 3));
        await Eventually.HoldsAsync("three replicas are asked for", async () => await ReplicasAsync() == 3);
        await Eventually.HoldsAsync("the status says why", async () => (await StatusAsync()) is { } status && (int?)status["desiredReplicas"] == 3 && Condition(status) == ("True", "Scaling"));
        Assert.Equal((1, 3), ((int?)(await StatusAsync())!["lastDecision"]!["from"], (int?)(await StatusAsync())!["lastDecision"]!["to"]));
        await Eventually.HoldsAsync("an event says so", async () => (await Api.Events.ListAsync(new(Space), Cancellation)).Items.Any(each => each is { Reason: "Scaled", InvolvedObject.Kind: "BerthScaler" }));
    }

    [Fact]
    public async Task Begins_anew_when_what_is_wanted_changes()
    {
        await DeploymentAsync();
        await using var autoscaler = new RunningAutoscaler(Client.Access, Space);
        await ScalerAsync("fixed", ("replicas", 3));
        await Eventually.HoldsAsync("three replicas are asked for", async () => await ReplicasAsync() == 3);
        await Any(Scalers).PatchAsync(Space, "classify", new() { ["spec"] = new JsonObject { ["policy"] = new JsonObject { ["options"] = new JsonObject { ["replicas"] = 2 } } } }, MediaTypes.Merge, Cancellation);
        await Eventually.HoldsAsync("two replicas are asked for", async () => await ReplicasAsync() == 2);
    }

    [Fact]
    public async Task Puts_back_what_somebody_else_changed()
    {
        await DeploymentAsync();
        await using var autoscaler = new RunningAutoscaler(Client.Access, Space);
        await ScalerAsync("fixed", ("replicas", 3));
        await Eventually.HoldsAsync("three replicas are asked for", async () => await ReplicasAsync() == 3);
        await Any(ResourceType.Deployments).PatchAsync(Space, "classify", new() { ["spec"] = new JsonObject { ["replicas"] = 1 } }, MediaTypes.Merge, Cancellation);
        await Eventually.HoldsAsync("three replicas are asked for again", async () => await ReplicasAsync() == 3);
    }

    [Fact]
    public async Task A_target_that_is_not_there_is_named_and_scaled_when_it_comes()
    {
        await using var autoscaler = new RunningAutoscaler(Client.Access, Space);
        await ScalerAsync("fixed", ("replicas", 2));
        await Eventually.HoldsAsync("it says that the target is missing", async () => (await StatusAsync()) is { } status && Condition(status) == ("False", "TargetNotFound"));
        await DeploymentAsync();
        await Eventually.HoldsAsync("two replicas are asked for", async () => await ReplicasAsync() == 2);
    }

    [Fact]
    public async Task Does_not_fight_another_autoscaler_and_says_so()
    {
        await DeploymentAsync();
        await Any(Rivals).CreateAsync(Space, new()
        {
            ["apiVersion"] = "autoscaling/v1", ["kind"] = "HorizontalPodAutoscaler", ["metadata"] = new JsonObject { ["name"] = "theirs" },
            ["spec"] = new JsonObject { ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = "classify" }, ["minReplicas"] = 1, ["maxReplicas"] = 1 },
        }, Cancellation);
        await using var autoscaler = new RunningAutoscaler(Client.Access, Space);
        await ScalerAsync("fixed", ("replicas", 3));
        await Eventually.HoldsAsync("it says that it does not act", async () => (await StatusAsync()) is { } status && Condition(status) == ("False", "OtherAutoscaler"));
        Assert.Equal(1, await ReplicasAsync());
    }

    [Fact]
    public async Task Tells_people_what_is_wrong_with_a_scaler_and_goes_on_with_others()
    {
        await DeploymentAsync();
        await using var autoscaler = new RunningAutoscaler(Client.Access, Space);
        await ScalerAsync("bert");
        await Eventually.HoldsAsync("the condition names the field", async () => (await StatusAsync()) is { } status && Condition(status) == ("False", "InvalidSpec"));
        await ScalerAsync("fixed", "second", ("replicas", 2));
        await Eventually.HoldsAsync("the other one acts", async () => await ReplicasAsync() == 2);
        Assert.False(autoscaler.Running.IsCompleted);
    }

    [Fact]
    public async Task A_dispatcher_knows_the_pods_that_take_requests()
    {
        await DeploymentAsync();
        await PodAsync("classify-a", labels: new() { ["app"] = "classify" });
        await using var autoscaler = new RunningAutoscaler(Client.Access, Space);
        await ScalerAsync("fixed", ("replicas", 1));
        await ReadyAsync("True");
        await Eventually.HoldsAsync("the ready pod is known", async () => (await Dispatcher.Admin.ReadAsync()).Replicas is [{ Name: "classify-a", Url: "http://127.0.0.9:8080", Slots: 2 }]);
        await ReadyAsync("False");
        await Eventually.HoldsAsync("it is drained", async () => (await Dispatcher.Admin.ReadAsync()).Replicas is []);
    }
}

public sealed class AutoscalerOnStandIn : AutoscalerSpecs
{
    private protected override Task<ClusterAccess> OpenAsync() => OpenStandInAsync();

    [Fact]
    public async Task What_is_forbidden_for_one_scaler_is_said_there_and_stops_no_other()
    {
        Server!.Fault = context => context.Request.Path.Value!.EndsWith("/deployments/classify/scale", StringComparison.Ordinal) ? new(403, "Forbidden", "deployments.apps \"classify\" is forbidden: cannot get resource \"deployments/scale\"") : null;
        await DeploymentAsync();
        await using var autoscaler = new RunningAutoscaler(Client.Access, Space);
        await ScalerAsync("fixed", ("replicas", 2));
        await Eventually.HoldsAsync("the condition says so", async () => (await StatusAsync()) is { } status && Condition(status) == ("False", "Forbidden"));
        Assert.Contains("deployments/scale", (string?)(await StatusAsync())!["conditions"]![0]!["message"], StringComparison.Ordinal);
        Assert.False(autoscaler.Running.IsCompleted);
    }

    [Fact]
    public async Task A_cluster_without_the_kind_ends_it_with_what_to_do()
    {
        Server!.Fault = context => context.Request.Path.Value!.EndsWith("/berthscalers", StringComparison.Ordinal) ? new(404, "NotFound", "the server could not find the requested resource") : null;
        await using var autoscaler = new RunningAutoscaler(Client.Access, Space);
        Assert.Contains("deploy/berthscalers.yaml", (await Assert.ThrowsAsync<ClusterException>(() => autoscaler.Running)).Message, StringComparison.Ordinal);
    }
}

public sealed class AutoscalerOnRealServer(RealCluster cluster) : AutoscalerSpecs
{
    private protected override async Task<ClusterAccess> OpenAsync()
    {
        var access = await cluster.AccessAsync();
        await DefineAsync(cluster);
        return access;
    }
}
