using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Packaging;

/// <summary>The image and the chart on real kubelets: what the chart starts binds, scales, queues and classifies, all of it as nobody and without a file that it could write.</summary>
[Trait("Speed", "Long")]
public sealed class PackagedOnKubelet(RealCluster cluster) : ClusterSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly ResourceType Scalers = new("berth.dev", "v1alpha1", "berthscalers", true);

    private readonly List<(ResourceType Type, string? Space, string Name)> _applied = [];
    private bool _installed;

    private protected override async Task<ClusterAccess> OpenAsync()
    {
        var access = await cluster.NodesAsync(1);
        await cluster.DefineAsync(Path.Combine("deploy", "berthscalers.yaml"), "berthscalers.berth.dev", Scalers);
        return access;
    }

    [Fact]
    public async Task The_plain_manifests_are_taken_by_the_server()
    {
        await ApplyAsync(Manifest("00-namespace")[0], dryRun: false);
        foreach (var file in (string[])["berthscalers", "scheduler", "autoscaler", "dispatcher"])
            foreach (var item in Manifest(file))
                await ApplyAsync(item, dryRun: true);
    }

    [Fact]
    public async Task What_the_chart_starts_binds_scales_queues_and_classifies_as_nobody()
    {
        var (schedulerHealth, autoscalerHealth) = (FreePort(), FreePort());
        var installed = await Helm.RunAsync(["install", Space, Helm.Chart, "--namespace", Space, "--kubeconfig", cluster.KubeConfigFile!, .. ChartValues(schedulerHealth, autoscalerHealth)]);
        Assert.True(installed.Code == 0, installed.Error);
        _installed = true;
        foreach (var component in (string[])["scheduler", "autoscaler", "dispatcher", "collector"])
            await ReadyAsync($"app.kubernetes.io/component={component}", 1);

        var dispatcher = await AddressAsync("app.kubernetes.io/component=dispatcher");
        await Any(ResourceType.Deployments).CreateAsync(Space, Replicas(), Cancellation);
        await Any(Scalers).CreateAsync(Space, Scaler($"http://{dispatcher}:9000"), Cancellation);
        await ReadyAsync("app=classify", 2);
        Assert.All((await Api.Pods.ListAsync(new(Space, "app=classify"), Cancellation)).Items, pod => Assert.Contains("least-allocated", pod.Metadata.Annotation("berth/decision"), StringComparison.Ordinal));

        await Eventually.HoldsAsync("the dispatcher knows both replicas", Patience, async () => (int?)JsonNode.Parse(await HttpAsync($"http://{dispatcher}:8001/health"))!["ready"] == 2);
        await Any(ResourceType.Pods).CreateAsync(Space, Pod("load", "load", $"http://{dispatcher}:8001/", "--rate", "5/s", "--duration", "4s", "--json"), Cancellation);
        await Eventually.HoldsAsync("the load has ended", Patience, async () => (await Api.Pods.GetAsync(Space, "load", Cancellation)).Status?.Phase is "Succeeded" or "Failed");
        var figures = JsonNode.Parse(await LogAsync("load"))!;
        Assert.Equal((20, 20), ((int)figures["requests"]!, (int)figures["completed"]!));
        Assert.True((double)figures["correctPercent"]! > 60);
        Assert.Contains("berth_scheduler_wait_seconds_count{policy=\"least-allocated\"} 2", await HttpAsync($"http://127.0.0.1:{schedulerHealth}/metrics"), StringComparison.Ordinal);
        Assert.Contains($"berth_autoscaler_ready_replicas{{scaler=\"{Space}/classify\",policy=\"fixed\"}} 2", await HttpAsync($"http://127.0.0.1:{autoscalerHealth}/metrics"), StringComparison.Ordinal);
        var collector = (await Api.Pods.ListAsync(new(Space, "app.kubernetes.io/component=collector"), Cancellation)).Items.Single();
        Assert.Contains("collecting into /runs/", await LogAsync(collector.Metadata.Name!), StringComparison.Ordinal);
        Assert.All((await Api.Pods.ListAsync(new(Space), Cancellation)).Items.Where(pod => pod.Metadata.Name != "load"), pod => Assert.Equal("Running", pod.Status?.Phase));
    }

    public override async ValueTask DisposeAsync()
    {
        if (_installed)
            await Helm.RunAsync("uninstall", Space, "--namespace", Space, "--kubeconfig", cluster.KubeConfigFile!);
        // What is in no namespace of the test would stay.
        foreach (var (type, space, name) in _applied.Where(each => each.Type.Plural != "customresourcedefinitions" && each.Space != Space))
            await Any(type).DeleteAsync(space, name, CancellationToken.None);
        await base.DisposeAsync();
    }

    /// <summary>The API server of the cluster listens on the machine only, so what asks it uses the network of its node.</summary>
    private string[] ChartValues(int schedulerHealth, int autoscalerHealth)
    {
        var reach = $$"""[{"name":"KUBERNETES_SERVICE_HOST","value":"127.0.0.1"},{"name":"KUBERNETES_SERVICE_PORT","value":"{{RealCluster.Port}}"}]""";
        return
        [
            "--set", "image.pullPolicy=Never,dispatcher.enabled=true,collector.enabled=true,collector.targets={nobody=http://127.0.0.1:1/metrics}",
            "--set", $"scheduler.schedulerName=berth-{Space},scheduler.hostNetwork=true,scheduler.healthPort={schedulerHealth}",
            "--set", $"autoscaler.namespace={Space},autoscaler.hostNetwork=true,autoscaler.healthPort={autoscalerHealth}",
            "--set-json", $"scheduler.env={reach}", "--set-json", $"autoscaler.env={reach}",
        ];
    }

    private JsonObject Replicas() => Yaml.Objects($$"""
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: classify }, spec: { replicas: 1, selector: { matchLabels: { app: classify } }, template: { metadata: { labels: { app: classify } }, spec: {
          schedulerName: "berth-{{Space}}", automountServiceAccountToken: false, containers: [{
            name: classify, image: "{{RealCluster.Image}}", imagePullPolicy: Never, args: [work, image-classification, "--address=0.0.0.0"],
            readinessProbe: { httpGet: { path: /health, port: 8080 }, periodSeconds: 1 }, resources: { requests: { cpu: 100m, memory: 64Mi } } }] } } } }
        """).Select(Hardened).Single();

    private static JsonObject Scaler(string dispatcher) => Yaml.Objects($$"""
        { apiVersion: berth.dev/v1alpha1, kind: BerthScaler, metadata: { name: classify }, spec: { scaleTargetRef: { name: classify }, maxReplicas: 2, policy: { name: fixed, options: { replicas: 2 } },
          service: { milliseconds: 100 }, dispatcher: { url: "{{dispatcher}}", replicaPort: 8080 } } }
        """).Single();

    private static JsonObject Pod(string name, params string[] arguments) => Yaml.Objects($$"""
        { apiVersion: v1, kind: Pod, metadata: { name: {{name}} }, spec: { restartPolicy: Never, automountServiceAccountToken: false,
          containers: [{ name: {{name}}, image: "{{RealCluster.Image}}", imagePullPolicy: Never, args: {{JsonSerializer.Serialize(arguments)}} }] } }
        """).Select(Hardened).Single();

    /// <summary>The object with pods that may nothing: no root, no capability, no writing.</summary>
    private static JsonObject Hardened(JsonObject item)
    {
        var pod = item["spec"]!["template"]?["spec"] ?? item["spec"]!;
        pod["securityContext"] = new JsonObject { ["runAsNonRoot"] = true, ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" } };
        pod["containers"]![0]!["securityContext"] = new JsonObject
        {
            ["readOnlyRootFilesystem"] = true, ["allowPrivilegeEscalation"] = false, ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
        };
        return item;
    }

    private async Task ReadyAsync(string selector, int count)
    {
        IReadOnlyList<Pod> pods = [];
        var failure = await Record.ExceptionAsync(() => Eventually.HoldsAsync($"{count} pods of {selector} are ready", Patience, async () =>
        {
            pods = (await Api.Pods.ListAsync(new(Space, selector), Cancellation)).Items;
            return pods.Count(pod => pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true) == count;
        }));
        if (failure is not null)
            Assert.Fail($"{failure.Message}: {string.Join("; ", await Task.WhenAll(pods.Select(StateAsync)))}");
    }

    /// <summary>Why a pod is not ready.</summary>
    private async Task<string> StateAsync(Pod pod)
    {
        var status = (await Any(ResourceType.Pods).GetAsync(Space, pod.Metadata.Name!, Cancellation))["status"]!;
        var log = "";
        await Record.ExceptionAsync(async () => log = await LogAsync(pod.Metadata.Name!));
        return $"{pod.Metadata.Name} on {pod.Spec.NodeName}: {status["containerStatuses"]?[0]?["state"]?.ToJsonString() ?? status.ToJsonString()} {log}";
    }

    private async Task<string> AddressAsync(string selector) => (await Api.Pods.ListAsync(new(Space, selector), Cancellation)).Items.Single().Status!.PodIP!;

    private async Task<string> LogAsync(string pod)
    {
        using var answer = await Client.OpenAsync(HttpMethod.Get, $"{ResourceType.Pods.Path(Space, pod)}/log", null, Cancellation);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static async Task<string> HttpAsync(string address)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(address), Cancellation);
    }

    private async Task ApplyAsync(JsonObject item, bool dryRun)
    {
        var (version, kind) = ((string)item["apiVersion"]!, (string)item["kind"]!);
        var plural = kind.ToLowerInvariant() is var one && one.EndsWith('y') ? $"{one[..^1]}ies" : $"{one}s";
        var (space, name) = ((string?)item["metadata"]!["namespace"], (string)item["metadata"]!["name"]!);
        var type = version.Split('/') is [var group, var number] ? new ResourceType(group, number, plural, space is not null) : new ResourceType("", version, plural, space is not null);
        if (!dryRun)
            _applied.Add((type, space, name));
        var path = $"{type.Path(space, name)}?fieldManager=berth-tests&force=true{(dryRun ? "&dryRun=All" : "")}";
        await Client.SendAsync(HttpMethod.Patch, path, (JsonSerializer.SerializeToUtf8Bytes(item), MediaTypes.Apply), KubeJson.Of<JsonObject>(), Cancellation);
    }

    private static IReadOnlyList<JsonObject> Manifest(string name) => Yaml.Objects(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "manifests", $"{name}.yaml")));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
