using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Autoscaling;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Deploying;

/// <summary>An experiment that is on a cluster.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Experiment">Its name, as a label.</param>
/// <param name="Since">When it was made.</param>
/// <param name="Ending">Whether it is being deleted.</param>
/// <param name="Pods">Its pods.</param>
/// <param name="Decisions">The last decision of each of its scalers, in words.</param>
public sealed record DeployedExperiment(string Namespace, string Experiment, DateTimeOffset Since, bool Ending, IReadOnlyList<DeployedPod> Pods, IReadOnlyList<string> Decisions)
{
    /// <summary>All experiments of a cluster.</summary>
    /// <exception cref="ApiException">A request failed.</exception>
    public static async Task<IReadOnlyList<DeployedExperiment>> ListAsync(ApiClient client, CancellationToken cancellation)
    {
        var (spaces, _) = await new ApiResource<KubeNamespace>(client, ResourceType.Namespaces).ListAsync(new(Labels: $"{Manifests.ManagedBy}={Manifests.Manager},{Manifests.Experiment}"), cancellation).ConfigureAwait(false);
        var all = new List<DeployedExperiment>();
        foreach (var space in spaces.OrderBy(space => space.Metadata.CreationTimestamp))
        {
            var name = space.Metadata.Name!;
            var (pods, _) = await new ApiResource<Pod>(client, ResourceType.Pods).ListAsync(new(name), cancellation).ConfigureAwait(false);
            all.Add(new(
                name, space.Metadata.Label(Manifests.Experiment) ?? "", space.Metadata.CreationTimestamp ?? default, space.Metadata.DeletionTimestamp is not null,
                [.. pods.OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal).Select(DeployedPod.Of)], await DecisionsAsync(client, name, cancellation).ConfigureAwait(false)));
        }
        return all;
    }

    /// <summary>Deletes a namespace of an experiment with all that is in it, and waits until it is gone.</summary>
    /// <exception cref="ApiException">A request failed.</exception>
    /// <exception cref="TimeoutException">It is still there.</exception>
    public Task DeleteAsync(ApiClient client, TimeProvider time, CancellationToken cancellation) => ExperimentSpace.DeleteAsync(client, Namespace, time, cancellation);

    private static async Task<IReadOnlyList<string>> DecisionsAsync(ApiClient client, string space, CancellationToken cancellation)
    {
        try
        {
            var (scalers, _) = await new ApiResource<JsonObject>(client, ScalerKinds.Scalers).ListAsync(new(space), cancellation).ConfigureAwait(false);
            return [.. from scaler in scalers
                let decision = scaler["status"]?["lastDecision"]
                where decision is not null
                select $"{(string?)scaler["metadata"]?["name"]}: {decision["from"]} → {decision["to"]} replicas: {(string?)decision["reason"]}"];
        }
        catch (ApiException exception) when (exception.IsNotFound)
        {
            // The cluster does not know scalers, so it has none.
            return [];
        }
    }
}

/// <summary>A pod of an experiment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">Node of the cluster; null while it has none.</param>
/// <param name="State"><c>ready</c>, or what it is instead.</param>
/// <param name="Why">Why it is not ready; null where nothing is known, or nothing is wrong.</param>
public sealed record DeployedPod(string Name, string? Node, string State, string? Why)
{
    internal static DeployedPod Of(Pod pod)
    {
        var waiting = pod.Status?.ContainerStatuses?.Select(container => container.State?.Waiting).FirstOrDefault(each => each is not null);
        var unscheduled = pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "PodScheduled", Status: "False" });
        var state = pod.Metadata.DeletionTimestamp is not null ? "ending" : PodReplicas.IsReady(pod) ? "ready" : waiting?.Reason ?? pod.Status?.Phase?.ToLowerInvariant() ?? "unknown";
        return new(pod.Metadata.Name!, string.IsNullOrEmpty(pod.Spec.NodeName) ? null : pod.Spec.NodeName, state, waiting?.Message ?? unscheduled?.Message);
    }
}
