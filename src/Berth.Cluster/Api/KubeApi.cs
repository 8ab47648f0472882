using Berth.Cluster.Objects;

namespace Berth.Cluster.Api;

/// <summary>The kinds of objects that are used here, of one cluster.</summary>
/// <param name="client">Speaks with the server.</param>
public sealed class KubeApi(ApiClient client)
{
    /// <summary>Pods.</summary>
    public ApiResource<Pod> Pods { get; } = new(client, ResourceType.Pods);

    /// <summary>Nodes.</summary>
    public ApiResource<Node> Nodes { get; } = new(client, ResourceType.Nodes);

    /// <summary>Events.</summary>
    public ApiResource<KubeEvent> Events { get; } = new(client, ResourceType.Events);

    /// <summary>Leases.</summary>
    public ApiResource<Lease> Leases { get; } = new(client, ResourceType.Leases);

    /// <summary>Asks for a pod to be ended, by the version of evictions that the server has.</summary>
    /// <exception cref="ApiException">The request failed; code 429 when a disruption budget forbids it.</exception>
    public async Task EvictAsync(ObjectKey pod, CancellationToken cancellation)
    {
        var version = await new ApiDiscovery(client).FindAsync("policy", ["v1", "v1beta1"], cancellation).ConfigureAwait(false) ?? "v1";
        var eviction = new Eviction { ApiVersion = $"policy/{version}", Metadata = new() { Namespace = pod.Namespace, Name = pod.Name } };
        await Pods.PostPartAsync(pod.Namespace, pod.Name, "eviction", eviction, cancellation).ConfigureAwait(false);
    }
}
