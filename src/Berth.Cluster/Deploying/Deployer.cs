using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Autoscaling;
using Berth.Cluster.Objects;
using Berth.Model;
using Berth.Policies.Placement;
using Berth.Policies.Scaling;

namespace Berth.Cluster.Deploying;

/// <summary>Makes an experiment's workloads and services in a namespace of their own, where they stay until they are deleted.</summary>
/// <param name="client">Speaks with the server.</param>
/// <param name="image">Image of the program.</param>
/// <param name="note">Told what is not as the file says.</param>
/// <param name="time">Clock.</param>
public sealed class Deployer(ApiClient client, string image, Action<string> note, TimeProvider time)
{
    private readonly ApiResource<JsonObject> _deployments = new(client, ResourceType.Deployments);
    private readonly ApiResource<JsonObject> _services = new(client, ResourceType.Services);

    /// <summary>Makes everything; pods may still be starting when it returns.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="text">Its file.</param>
    /// <param name="placement">Placement policy that says where the workloads are; null is the first of the file.</param>
    /// <param name="scaling">Scaling policy of the services; null is the first of the file.</param>
    /// <param name="cancellation">Gives up; what was made until then is deleted.</param>
    /// <returns>Name of the namespace.</returns>
    /// <exception cref="ApiException">A request failed; what was made until then is deleted.</exception>
    /// <exception cref="ClusterException">The cluster lacks something.</exception>
    public async Task<string> DeployAsync(Experiment experiment, string text, string? placement, string? scaling, CancellationToken cancellation)
    {
        if (experiment.Services.Count > 0)
            await ScalersAreKnownAsync(cancellation).ConfigureAwait(false);
        var space = await ExperimentSpace.OpenAsync(client, experiment.Name, text, owned: false, time, cancellation).ConfigureAwait(false);
        try
        {
            var selectors = await SiteSelectors.FindAsync(client, experiment.Continuum.Sites, note, cancellation).ConfigureAwait(false);
            foreach (var service in experiment.Services)
            {
                var site = experiment.Continuum.Sites.First(each => each.Name == service.Site);
                await ServiceDeployment.MakeAsync(client, space, service, site, image, selectors[site.Name], cancellation).ConfigureAwait(false);
                await ServeAsync(space, ServiceDeployment.DispatcherName, [("requests", ServiceDeployment.Port), ("admin", ServiceDeployment.AdminPort)], cancellation).ConfigureAwait(false);
                var scaler = ServiceScaler.Of(
                    space.Name, service, scaling ?? experiment.Scalings[0], experiment, ServiceFactsOf.File(service), $"http://{ServiceDeployment.DispatcherName}.{space.Name}:{ServiceDeployment.AdminPort}");
                await ScaleAsync(space, scaler, cancellation).ConfigureAwait(false);
            }
            if (experiment.Workloads.Count > 0)
                await PlaceAsync(space, experiment, PlacementPlan.Make(experiment, placement ?? experiment.Placements[0]), selectors, cancellation).ConfigureAwait(false);
            return space.Name;
        }
        catch
        {
            await space.DeleteAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The workers of a placement, each a deployment of one pod that has the size of its node, and a service before those of a workload.</summary>
    private async Task PlaceAsync(ExperimentSpace space, Experiment experiment, PlacementPlan plan, IReadOnlyDictionary<string, (string, string)?> selectors, CancellationToken cancellation)
    {
        foreach (var (workload, nodes) in plan.Streams.GroupBy(stream => stream.Workload.Name).Select(group => (group.Key, group.Select(stream => stream.Worker).Distinct())))
        {
            foreach (var node in nodes.Select(name => experiment.Continuum.Nodes.First(each => each.Name == name)))
            {
                var deployment = Manifests.Deployment(
                    $"{workload}-{node.Name}", image,
                    ["work", "image-classification", "--address", "0.0.0.0", "--port", ServiceDeployment.Port.ToString(CultureInfo.InvariantCulture), "--threads", Math.Ceiling(node.Site.Cpu.Cores).ToString(CultureInfo.InvariantCulture)],
                    (ServiceDeployment.Port, "/health"), Manifests.Size(node.Site), 1, space.Experiment, space.Owner, selectors[node.Site.Name]);
                deployment["spec"]!["template"]!["metadata"]!["labels"]![Manifests.Workload] = workload;
                await _deployments.CreateAsync(space.Name, deployment, cancellation).ConfigureAwait(false);
            }
            await _services.CreateAsync(space.Name, Manifests.Service(workload, (Manifests.Workload, workload), [("requests", ServiceDeployment.Port)], space.Experiment, space.Owner), cancellation).ConfigureAwait(false);
        }
    }

    private Task<JsonObject> ServeAsync(ExperimentSpace space, string app, IReadOnlyList<(string, int)> ports, CancellationToken cancellation) =>
        _services.CreateAsync(space.Name, Manifests.Service(app, (Manifests.App, app), ports, space.Experiment, space.Owner), cancellation);

    private Task<JsonObject> ScaleAsync(ExperimentSpace space, Scaler scaler, CancellationToken cancellation)
    {
        var item = JsonSerializer.SerializeToNode(scaler, KubeJson.Of<Scaler>())!.AsObject();
        (item["apiVersion"], item["kind"]) = (ScalerKinds.Scalers.ApiVersion, "BerthScaler");
        item["metadata"] = Manifests.Metadata(scaler.Metadata.Name!, space.Experiment, space.Owner);
        return new ApiResource<JsonObject>(client, ScalerKinds.Scalers).CreateAsync(space.Name, item, cancellation);
    }

    private async Task ScalersAreKnownAsync(CancellationToken cancellation)
    {
        try
        {
            await client.SendAsync(HttpMethod.Get, $"apis/{ScalerKinds.Scalers.ApiVersion}", null, KubeJson.Of<JsonObject>(), cancellation).ConfigureAwait(false);
        }
        catch (ApiException exception) when (exception.IsNotFound)
        {
            throw new ClusterException("this cluster does not know the kind BerthScaler: kubectl apply -f deploy/berthscalers.yaml", exception);
        }
    }
}
