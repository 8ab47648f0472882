using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Running;

/// <summary>
/// Tells people about pods in the cluster itself: the condition <c>PodScheduled</c> and events. It is done beside the bindings, and where more happens than can be
/// told the oldest news is dropped, as the cluster's own components do.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="scheduler">Name of the scheduler.</param>
/// <param name="time">Clock.</param>
internal sealed class Reporter(KubeApi api, string scheduler, TimeProvider time)
{
    private const int Workers = 4;

    /// <summary>A reason that changes only in its numbers is not told more often.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(30);

    private readonly Channel<Func<CancellationToken, Task>> _news = Channel.CreateBounded<Func<CancellationToken, Task>>(new BoundedChannelOptions(2000) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly ConcurrentDictionary<ObjectKey, (string Reason, long At)> _told = [];

    /// <summary>Tells until it is cancelled.</summary>
    internal Task RunAsync(CancellationToken cancellation) => Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(cancellation)));

    /// <summary>A pod stays pending; whether that is news.</summary>
    internal bool Refused(PodInfo pod, string reason)
    {
        if (_told.TryGetValue(pod.Key, out var told) && (told.Reason == reason || time.GetElapsedTime(told.At) < Often))
            return false;
        _told[pod.Key] = (reason, time.GetTimestamp());
        _news.Writer.TryWrite(async cancellation =>
        {
            await api.Pods.PatchAsync(pod.Key.Namespace, pod.Key.Name, Condition(pod, reason), MediaTypes.StrategicMerge, cancellation, "status").ConfigureAwait(false);
            await EventAsync(pod, "FailedScheduling", "Warning", reason, cancellation).ConfigureAwait(false);
        });
        return true;
    }

    /// <summary>A pod was bound.</summary>
    internal void Bound(PodInfo pod, string node, string reason, bool tell)
    {
        _told.TryRemove(pod.Key, out _);
        if (tell)
            _news.Writer.TryWrite(cancellation => EventAsync(pod, "Scheduled", "Normal", $"assigned {pod.Key} to {node}: {reason}", cancellation));
    }

    /// <summary>A pod is gone.</summary>
    internal void Forget(ObjectKey pod) => _told.TryRemove(pod, out _);

    private async Task WorkAsync(CancellationToken cancellation)
    {
        await foreach (var tell in _news.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            try
            {
                await tell(cancellation).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is ApiException or ClusterException)
            {
                // The pod may be gone, or the server away: what was decided holds without being told.
            }
    }

    private JsonObject Condition(PodInfo pod, string reason)
    {
        var now = KubeTime.Seconds(time.GetUtcNow());
        return new()
        {
            ["metadata"] = new JsonObject { ["uid"] = pod.Pod.Metadata.Uid },
            ["status"] = new JsonObject
            {
                ["conditions"] = new JsonArray(new JsonObject
                {
                    ["type"] = "PodScheduled", ["status"] = "False", ["reason"] = "Unschedulable", ["message"] = reason, ["lastTransitionTime"] = now,
                }),
            },
        };
    }

    private Task<KubeEvent> EventAsync(PodInfo pod, string reason, string type, string message, CancellationToken cancellation)
    {
        var about = new ObjectReference { ApiVersion = "v1", Kind = "Pod", Namespace = pod.Key.Namespace, Name = pod.Key.Name, Uid = pod.Pod.Metadata.Uid };
        return api.Events.CreateAsync(pod.Key.Namespace, KubeEvent.New(about, scheduler, type, reason, message, time.GetUtcNow()), cancellation);
    }
}
