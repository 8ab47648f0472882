using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Tests.Harness;

/// <summary>Tests that run on the stand-in and on the real server alike, in a namespace of their own and with nodes of their own.</summary>
public abstract class ClusterSpecs : IAsyncLifetime
{
    private readonly List<string> _nodes = [];

    private protected ApiClient Client { get; private set; } = null!;

    private protected KubeApi Api { get; private set; } = null!;

    private protected string Space { get; } = $"berth-test-{Guid.NewGuid():N}"[..24];

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The stand-in, where the tests run on it.</summary>
    private protected StandInServer? Server { get; private set; }

    private protected abstract Task<ClusterAccess> OpenAsync();

    private protected async Task<ClusterAccess> OpenStandInAsync() => (Server = await StandInServer.StartAsync()).Access;

    private protected ApiResource<JsonObject> Any(ResourceType type) => new(Client, type);

    public virtual async ValueTask InitializeAsync()
    {
        Client = new(await OpenAsync(), TimeProvider.System);
        Api = new(Client);
        await Any(ResourceType.Namespaces).CreateAsync(null, new() { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = Space } }, Cancellation);
        await AccountAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Client is null)
            return;
        foreach (var node in _nodes)
            await RemoveAsync(ResourceType.Nodes, null, node);
        foreach (var pod in (await Api.Pods.ListAsync(new(Space), CancellationToken.None)).Items)
            await RemoveAsync(ResourceType.Pods, Space, pod.Metadata.Name!);
        await RemoveAsync(ResourceType.Namespaces, null, Space);
        Client.Dispose();
        if (Server is not null)
            await Server.DisposeAsync();
    }

    /// <summary>Removes what may be on its way already.</summary>
    private async Task RemoveAsync(ResourceType type, string? space, string name)
    {
        if (await Record.ExceptionAsync(() => Any(type).DeleteAsync(space, name, CancellationToken.None, graceSeconds: 0)) is not (null or ApiException { IsNotFound: true } or ApiException { IsConflict: true }) and var failure)
            throw failure;
    }

    /// <summary>Pods are refused until there is an account for them. The controllers make one, some time; one without a token is enough.</summary>
    private async Task AccountAsync()
    {
        var accounts = Any(new("", "v1", "serviceaccounts", true));
        var account = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "default" }, ["automountServiceAccountToken"] = false };
        if (await Record.ExceptionAsync(() => accounts.CreateAsync(Space, account, Cancellation)) is ApiException { IsConflict: true })
            await accounts.PatchAsync(Space, "default", new() { ["automountServiceAccountToken"] = false }, MediaTypes.Merge, Cancellation);
    }

    /// <summary>A token of the namespace's service account, which may do nothing.</summary>
    private protected async Task<string> TokenAsync()
    {
        string? token = null;
        await Eventually.HoldsAsync("the service account has a token", async () =>
        {
            var asked = new JsonObject { ["apiVersion"] = "authentication.k8s.io/v1", ["kind"] = "TokenRequest", ["spec"] = new JsonObject { ["expirationSeconds"] = 3600 } };
            try
            {
                token = (string?)(await Any(new("", "v1", "serviceaccounts", true)).PostPartAsync(Space, "default", "token", asked, Cancellation))["status"]!["token"];
                return true;
            }
            catch (ApiException exception) when (exception.IsNotFound)
            {
                return false;
            }
        });
        return token!;
    }

    /// <summary>Name of a node of this test; all its nodes have the label <c>test</c> with the name of the namespace.</summary>
    private protected async Task<string> NodeAsync(string name, string cpu = "4", int pods = 110, Dictionary<string, string>? annotations = null)
    {
        var full = $"{Space}-{name}";
        await Any(ResourceType.Nodes).CreateAsync(null, new()
        {
            ["apiVersion"] = "v1", ["kind"] = "Node",
            ["metadata"] = new JsonObject { ["name"] = full, ["labels"] = new JsonObject { ["test"] = Space }, ["annotations"] = Texts(annotations) },
            ["status"] = new JsonObject
            {
                ["allocatable"] = Capacity(), ["capacity"] = Capacity(),
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True", ["reason"] = "Test", ["message"] = "", ["lastHeartbeatTime"] = "2026-01-01T00:00:00Z", ["lastTransitionTime"] = "2026-01-01T00:00:00Z" }),
            },
        }, Cancellation);
        _nodes.Add(full);
        return full;

        JsonObject Texts(Dictionary<string, string>? texts) => new((texts ?? []).Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));

        JsonObject Capacity() => new() { ["cpu"] = cpu, ["memory"] = "8Gi", ["pods"] = pods.ToString() };
    }

    private protected async Task DeleteNodeAsync(string node)
    {
        await Any(ResourceType.Nodes).DeleteAsync(null, node, Cancellation);
        _nodes.Remove(node);
    }

    /// <summary>Ends a pod as its node would when its containers are done.</summary>
    private protected Task EndAsync(string pod) =>
        Api.Pods.PatchAsync(Space, pod, new() { ["status"] = new JsonObject { ["phase"] = "Succeeded" } }, MediaTypes.StrategicMerge, Cancellation, "status");

    /// <summary>Makes a pod that only the nodes of this test suit. Pods are refused until the namespace has its service account.</summary>
    private protected async Task<Pod> PodAsync(string name, string cpu = "1", string scheduler = "berth", Dictionary<string, string>? labels = null, Dictionary<string, string>? annotations = null, string? space = null)
    {
        var pod = new Pod
        {
            Metadata = new() { Name = name, Namespace = space ?? Space, Labels = labels, Annotations = annotations },
            Spec = new()
            {
                SchedulerName = scheduler, NodeSelector = new Dictionary<string, string> { ["test"] = Space },
                Tolerations = [new() { Key = "node.kubernetes.io/not-ready", Operator = "Exists", Effect = "NoSchedule" }],
                Containers = [new() { Name = "main", Image = "localhost/none:1", Resources = new() { Requests = new Dictionary<string, string> { ["cpu"] = cpu, ["memory"] = "64Mi" } } }],
            },
        };
        Pod? made = null;
        await Eventually.HoldsAsync("pods are accepted", TimeSpan.FromSeconds(90), async () =>
        {
            try
            {
                made = await Api.Pods.CreateAsync(space ?? Space, pod, Cancellation);
                return true;
            }
            catch (ApiException exception) when (exception.Code is 403 or 500 && exception.Message.Contains("service", StringComparison.OrdinalIgnoreCase) && exception.Message.Contains("account", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        });
        return made!;
    }
}
