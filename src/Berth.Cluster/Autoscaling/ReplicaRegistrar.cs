using Berth.Cluster.Objects;
using Berth.Serving.Admin;

namespace Berth.Cluster.Autoscaling;

/// <summary>
/// Tells a dispatcher which pods take requests: those that are ready and not on their way out. One that is to go is drained while it still answers what it has; what one that is gone has not answered is
/// given to others, for its address may be silent rather than refuse.
/// </summary>
/// <param name="admin">The dispatcher.</param>
/// <param name="target">Name of the deployment, with which the names of its pods begin.</param>
/// <param name="settings">Port and slots.</param>
internal sealed class ReplicaRegistrar(DispatcherAdmin admin, string target, ScalerDispatcher settings)
{
    /// <summary>Makes what the dispatcher has into what the pods are.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    internal async Task SettleAsync(IReadOnlyCollection<Pod> pods, Telemetry telemetry, CancellationToken cancellation)
    {
        if (settings.ReplicaPort == 0)
            return;
        var ready = pods.Where(pod => PodReplicas.IsReady(pod) && pod.Status?.PodIP is { Length: > 0 }).ToDictionary(pod => pod.Metadata.Name!, Address);
        foreach (var (name, address) in ready)
            if (telemetry.Replicas.FirstOrDefault(each => each.Name == name) is not { State: not "draining" } known || known.Url != address || known.Slots != settings.Slots)
                await admin.AddAsync(name, new(address), settings.Slots, cancellation).ConfigureAwait(false);
        foreach (var replica in telemetry.Replicas.Where(each => !ready.ContainsKey(each.Name) && each.Name.StartsWith(target + "-", StringComparison.Ordinal)))
            if (pods.All(pod => pod.Metadata.Name != replica.Name))
                await admin.RemoveAsync(replica.Name, cancellation).ConfigureAwait(false);
            else if (replica.State != "draining")
                await admin.DrainAsync(replica.Name, cancellation).ConfigureAwait(false);
    }

    private string Address(Pod pod) => pod.Status!.PodIP!.Contains(':', StringComparison.Ordinal) ? $"http://[{pod.Status.PodIP}]:{settings.ReplicaPort}" : $"http://{pod.Status.PodIP}:{settings.ReplicaPort}";
}
