using System.Globalization;
using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Autoscaling;
using Berth.Cluster.Objects;
using Berth.Model;
using Berth.Model.Services;
using Berth.Serving.Admin;
using Berth.Workloads.Serving;

namespace Berth.Cluster.Deploying;

/// <summary>A service on a cluster: its replicas and the dispatcher before them, each a deployment.</summary>
internal sealed class ServiceDeployment
{
    /// <summary>Port of the replicas, and of the dispatcher's clients.</summary>
    internal const int Port = 8080;

    /// <summary>Port of the dispatcher's admin interface.</summary>
    internal const int AdminPort = 9000;

    /// <summary>Name of the dispatcher's deployment.</summary>
    internal const string DispatcherName = "dispatcher";

    private const int DispatcherMillicores = 250;
    private const long DispatcherMemory = 256L << 20;
    private static readonly TimeSpan AdminPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ApiClient _client;
    private readonly ExperimentSpace _space;
    private readonly string _name;
    private readonly string _image;
    private readonly TimeProvider _time;

    private ServiceDeployment(ApiClient client, ExperimentSpace space, string name, string image, Pod dispatcher, TimeProvider time)
    {
        (_client, _space, _name, _image, _time) = (client, space, name, image, time);
        (DispatcherPod, DispatcherAddress) = (dispatcher.Metadata.Name!, dispatcher.Status!.PodIP!);
    }

    /// <summary>Address of the dispatcher's clients; the port is <see cref="Port"/>.</summary>
    internal string DispatcherAddress { get; }

    private string DispatcherPod { get; }

    /// <summary>Makes dispatcher and replicas and waits until the fewest replicas are ready.</summary>
    /// <param name="client">Speaks with the server.</param>
    /// <param name="space">Their namespace.</param>
    /// <param name="service">The service.</param>
    /// <param name="site">Its site, whose cores its replicas have.</param>
    /// <param name="image">Image of the program.</param>
    /// <param name="selector">Labels of the nodes of the cluster on which replicas may run; null is any.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterException">A pod does not start.</exception>
    /// <exception cref="ApiException">A request failed.</exception>
    internal static async Task<ServiceDeployment> StartAsync(
        ApiClient client, ExperimentSpace space, Service service, Site site, string image, (string, string)? selector, TimeProvider time, CancellationToken cancellation)
    {
        await MakeAsync(client, space, service, site, image, selector, cancellation).ConfigureAwait(false);
        var pod = await PodStart.WaitAsync(client, Pods(space, DispatcherName), DispatcherName, image, PodReplicas.IsReady, time, cancellation).ConfigureAwait(false);
        var deployed = new ServiceDeployment(client, space, service.Name, image, pod, time);
        await deployed.SettleAsync(service.Least, cancellation).ConfigureAwait(false);
        return deployed;
    }

    /// <summary>Makes dispatcher and replicas.</summary>
    /// <exception cref="ApiException">A request failed.</exception>
    internal static async Task MakeAsync(ApiClient client, ExperimentSpace space, Service service, Site site, string image, (string, string)? selector, CancellationToken cancellation)
    {
        var deployments = new ApiResource<JsonObject>(client, ResourceType.Deployments);
        var deadline = (2 * service.Timeout.Seconds).ToString("0.###", CultureInfo.InvariantCulture);
        var dispatcher = Manifests.Deployment(
            DispatcherName, image,
            ["dispatch", "--listen", $"0.0.0.0:{Port}", "--admin", $"0.0.0.0:{AdminPort}", "--queue", Math.Max(1, service.Queue).ToString(CultureInfo.InvariantCulture), "--deadline", $"{deadline}s"],
            (AdminPort, "/telemetry"), DispatcherSize(), 1, space.Experiment, space.Owner, null);
        var replicas = Manifests.Deployment(
            service.Name, image, ["work", "image-classification", "--address", "0.0.0.0", "--port", Port.ToString(CultureInfo.InvariantCulture), .. ReplicaPause.Of(service, 1, 1)],
            (Port, "/health"), Manifests.Size(site with { Cpu = new(1) }), service.Least, space.Experiment, space.Owner, selector);
        await deployments.CreateAsync(space.Name, dispatcher, cancellation).ConfigureAwait(false);
        await deployments.CreateAsync(space.Name, replicas, cancellation).ConfigureAwait(false);
    }

    /// <summary>The dispatcher's admin interface, through the API server.</summary>
    internal DispatcherAdmin Admin() => new(_client.Reach(_space.Name, DispatcherPod, AdminPort, AdminPatience));

    /// <summary>The pods of its replicas.</summary>
    internal async Task<IReadOnlyList<Pod>> PodsAsync(CancellationToken cancellation) =>
        (await new ApiResource<Pod>(_client, ResourceType.Pods).ListAsync(Pods(_space, _name), cancellation).ConfigureAwait(false)).Items;

    /// <summary>Sets the number of replicas and waits until so many are ready and no others are there. Returns how long that took in seconds.</summary>
    /// <exception cref="ClusterException">A replica does not start.</exception>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    internal async Task<double> SettleAsync(int replicas, CancellationToken cancellation)
    {
        var since = _time.GetTimestamp();
        await new ApiResource<JsonObject>(_client, ResourceType.Deployments).PatchAsync(
            _space.Name, _name, new() { ["spec"] = new JsonObject { ["replicas"] = replicas } }, MediaTypes.Merge, cancellation, "scale").ConfigureAwait(false);
        if (replicas > 0)
            await PodStart.WaitAsync(_client, Pods(_space, _name), _name, _image, PodReplicas.IsReady, _time, cancellation).ConfigureAwait(false);
        while (await PodsAsync(cancellation).ConfigureAwait(false) is var pods && (pods.Count != replicas || !pods.All(PodReplicas.IsReady)))
        {
            if (_time.GetElapsedTime(since) > Patience)
                throw new TimeoutException($"{_name} does not come to {replicas} replicas: {pods.Count} pods, {pods.Count(PodReplicas.IsReady)} of them ready");
            await Task.Delay(Pause, _time, cancellation).ConfigureAwait(false);
        }
        return _time.GetElapsedTime(since).TotalSeconds;
    }

    private static Selection Pods(ExperimentSpace space, string app) => new(space.Name, $"{Manifests.App}={app}");

    /// <summary>Kept for it, but more may be had: it is not what is measured.</summary>
    private static JsonObject DispatcherSize() => new()
    {
        ["requests"] = new JsonObject { ["cpu"] = $"{DispatcherMillicores}m", ["memory"] = DispatcherMemory.ToString(CultureInfo.InvariantCulture) },
        ["limits"] = new JsonObject { ["memory"] = (4 * DispatcherMemory).ToString(CultureInfo.InvariantCulture) },
    };
}
