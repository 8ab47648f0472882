using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Packaging;

public sealed class AutoscalerRights(RealCluster cluster) : RightsSpecs(cluster, Component)
{
    private const string Component = "autoscaler";

    private static readonly ResourceType Scalers = new("berth.dev", "v1alpha1", "berthscalers", true);

    private readonly RunningDispatcher _dispatcher = new();
    private RunningAutoscaler? _autoscaler;

    private protected override IReadOnlyList<Behaviour> Behaviours =>
    [
        new("list berth.dev berthscalers", "knows the scalers", Ends),
        new("watch berth.dev berthscalers", "hears of scalers that come", Ends),
        new("patch berth.dev berthscalers/status", "says in the status what it decided", Ends),
        new("get apps deployments/scale", "knows how many replicas are asked for", SaysSo),
        new("patch apps deployments/scale", "asks for another number", SaysSo),
        new("list pods", "knows the replicas", SaysSo),
        new("watch pods", "hears of replicas that become ready", SaysSo),
        new("list autoscaling horizontalpodautoscalers", "does not fight another autoscaler", SaysSo),
        new("list metrics.k8s.io pods", "shows policies the use of processors", SaysSo),
        new("create events", "tells of changes in events", SaysNothingAsync),
        new("create coordination.k8s.io leases", "makes the lease by which one of several acts", Ends),
        new("get coordination.k8s.io leases", "sees who holds it", Ends),
        new("update coordination.k8s.io leases", "holds it", Ends),
    ];

    public static TheoryData<string> Rights => [.. Right.Of(Component).Select(right => $"{right}")];

    [Theory]
    [MemberData(nameof(Rights))]
    public Task Without_one_of_them_something_fails(string right) => FailsWithoutAsync(right);

    private protected override async Task StartAsync(ClusterAccess access)
    {
        await Any(ResourceType.Deployments).CreateAsync(Space, Yaml.Objects("""
            { apiVersion: apps/v1, kind: Deployment, metadata: { name: classify }, spec: { replicas: 1, selector: { matchLabels: { app: classify } }, template: {
              metadata: { labels: { app: classify } }, spec: { schedulerName: nobody, containers: [{ name: main, image: "localhost/none:1" }] } } } }
            """)[0], Cancellation);
        await Any(Scalers).CreateAsync(Space, Yaml.Objects($$"""
            { apiVersion: berth.dev/v1alpha1, kind: BerthScaler, metadata: { name: classify }, spec: { scaleTargetRef: { name: classify }, maxReplicas: 6,
              policy: { name: fixed, options: { replicas: 2 } }, service: { milliseconds: 100 }, dispatcher: { url: "{{_dispatcher.AdminAddress}}" } } }
            """)[0], Cancellation);
        _autoscaler = new(access, Space, new(Space, Account)) { MayBeRefused = true };
    }

    private protected override Task BusyAsync() => Task.CompletedTask;

    private protected override async Task<ClusterAccess> OpenAsync()
    {
        var access = await base.OpenAsync();
        await Cluster.DefineAsync(Path.Combine("deploy", "berthscalers.yaml"), "berthscalers.berth.dev", Scalers);
        return access;
    }

    private protected override async Task StopAsync()
    {
        if (_autoscaler is not null)
            await _autoscaler.DisposeAsync();
        _autoscaler = null;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _dispatcher.Dispose();
    }

    /// <summary>A scaler that is forbidden something says so, and scales no more until it is allowed; others go on.</summary>
    private Task<bool> SaysSo() => Task.FromResult(_autoscaler!.Sayings.Any(saying => saying.StartsWith("Forbidden: ", StringComparison.Ordinal)));

    /// <summary>It scales all the same and says so in its status, but in no event.</summary>
    private async Task<bool> SaysNothingAsync() =>
        (await Any(Scalers).GetAsync(Space, "classify", Cancellation))["status"]?["lastDecision"] is not null
        && (await Api.Events.ListAsync(new(Space), Cancellation)).Items.All(each => each.Reason != "Scaled");

    private Task<bool> Ends() => Task.FromResult(EndedFor(_autoscaler!.Running));
}
