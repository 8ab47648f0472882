using Berth.Cluster.Api;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Deploying;

/// <summary>Waits for pods, and says what keeps them from starting.</summary>
internal static class PodStart
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>What waiting does not mend.</summary>
    private static readonly string[] Hopeless = ["ErrImageNeverPull", "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "CreateContainerConfigError", "CreateContainerError", "CrashLoopBackOff"];

    /// <summary>The first of some pods that is as it is waited for.</summary>
    /// <param name="client">Speaks with the server.</param>
    /// <param name="selection">Which pods.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="image">Its image, for messages.</param>
    /// <param name="is">Whether a pod is as it is waited for.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterException">It cannot start, or does not in time.</exception>
    /// <exception cref="ApiException">A request failed.</exception>
    internal static async Task<Pod> WaitAsync(ApiClient client, Selection selection, string name, string image, Func<Pod, bool> @is, TimeProvider time, CancellationToken cancellation)
    {
        var pods = new ApiResource<Pod>(client, ResourceType.Pods);
        for (var since = time.GetTimestamp(); ; await Task.Delay(Pause, time, cancellation).ConfigureAwait(false))
        {
            var (all, _) = await pods.ListAsync(selection, cancellation).ConfigureAwait(false);
            if (all.FirstOrDefault(@is) is { } found)
                return found;
            if (all.SelectMany(pod => pod.Status?.ContainerStatuses ?? []).Select(container => container.State?.Waiting).FirstOrDefault(waiting => Hopeless.Contains(waiting?.Reason)) is { } why)
                throw new ClusterException($"the pod {name} cannot start: {why.Reason}: {why.Message}\nIts image is {image}; --image names another (docs/cluster.md says how it is built)");
            if (all.Any(pod => pod.Status?.Phase is "Failed" or "Succeeded"))
                throw new ClusterException($"the pod {name} ended before it was used; is {image} an image of this version of Berth?");
            if (time.GetElapsedTime(since) > Patience)
            {
                var condition = all.SelectMany(pod => pod.Status?.Conditions ?? []).FirstOrDefault(each => each is { Type: "PodScheduled", Status: "False" });
                throw new ClusterException($"the pod {name} is not there after {Patience.TotalMinutes:0} minutes: {condition?.Message ?? all.Select(pod => pod.Status?.Phase).FirstOrDefault() ?? "nothing is known of it"}");
            }
        }
    }
}
