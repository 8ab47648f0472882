using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Autoscaling;

/// <summary>A deployment, its dispatcher and its scaler, in a namespace of their own.</summary>
public abstract class ScalerSpecs : ClusterSpecs
{
    private protected static readonly ResourceType Scalers = new("berth.dev", "v1alpha1", "berthscalers", true);
    private protected static readonly ResourceType Rivals = new("autoscaling", "v1", "horizontalpodautoscalers", true);

    private protected RunningDispatcher Dispatcher { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Dispatcher.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the kind of scalers known to a real server.</summary>
    private protected static Task DefineAsync(RealCluster cluster) => cluster.DefineAsync(Path.Combine("deploy", "berthscalers.yaml"), "berthscalers.berth.dev", Scalers);

    private protected Task<JsonObject> ReadyAsync(string ready) => Any(ResourceType.Pods).PatchAsync(
        Space, "classify-a",
        new()
        {
            ["status"] = new JsonObject { ["phase"] = "Running", ["podIP"] = "127.0.0.9", ["podIPs"] = new JsonArray(new JsonObject { ["ip"] = "127.0.0.9" }), ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = ready }) },
        },
        MediaTypes.StrategicMerge, Cancellation, "status");

    private protected Task<JsonObject> DeploymentAsync() => Any(ResourceType.Deployments).CreateAsync(Space, new()
    {
        ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["metadata"] = new JsonObject { ["name"] = "classify" },
        ["spec"] = new JsonObject
        {
            ["replicas"] = 1, ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = "classify" } },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = "classify" } },
                ["spec"] = new JsonObject { ["schedulerName"] = "nobody", ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "localhost/none:1" }) },
            },
        },
    }, Cancellation);

    private protected Task<JsonObject> ScalerAsync(string policy, params (string Name, int Value)[] options) => ScalerAsync(policy, "classify", options);

    private protected Task<JsonObject> ScalerAsync(string policy, string name, params (string Name, int Value)[] options) => Any(Scalers).CreateAsync(Space, new()
    {
        ["apiVersion"] = "berth.dev/v1alpha1", ["kind"] = "BerthScaler", ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject
        {
            ["scaleTargetRef"] = new JsonObject { ["name"] = "classify" }, ["maxReplicas"] = 6,
            ["policy"] = new JsonObject { ["name"] = policy, ["options"] = new JsonObject(options.Select(option => KeyValuePair.Create(option.Name, (JsonNode?)option.Value))) },
            ["service"] = new JsonObject { ["milliseconds"] = 100 }, ["dispatcher"] = new JsonObject { ["url"] = Dispatcher.AdminAddress.ToString(), ["replicaPort"] = 8080, ["slots"] = 2 },
        },
    }, Cancellation);

    private protected async Task<int?> ReplicasAsync() => (int?)(await Any(ResourceType.Deployments).GetAsync(Space, "classify", Cancellation))["spec"]!["replicas"];

    private protected async Task<JsonNode?> StatusAsync() => (await Any(Scalers).GetAsync(Space, "classify", Cancellation))["status"];

    private protected static (string?, string?) Condition(JsonNode status) => ((string?)status["conditions"]?[0]?["status"], (string?)status["conditions"]?[0]?["reason"]);
}
