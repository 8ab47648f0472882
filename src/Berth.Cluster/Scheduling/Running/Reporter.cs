using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Running;

/// <summary>
/// Tells people about pods in the cluster itself: the condition <c>PodScheduled</c> and events. It is done beside the bindings, and where more happens than can be
/// told the oldest news is dropped, as the cluster's own components do. Why a pod is pending is told until the server takes it.
/// </summary>
internal sealed class Reporter
{
    private const int Workers = 4;

    private const int MostWaiting = 2000;

    /// <summary>A server that is away is told again after this time.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>A reason that changes only in its numbers is not told more often.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(30);

    private readonly Channel<News> _news;
    private readonly ConcurrentDictionary<ObjectKey, (string Reason, long At)> _told = [];

    private readonly KubeApi _api;
    private readonly string _scheduler;
    private readonly TimeProvider _time;

    /// <summary>A reporter that tells nothing yet.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="scheduler">Name of the scheduler.</param>
    /// <param name="time">Clock.</param>
    internal Reporter(KubeApi api, string scheduler, TimeProvider time)
    {
        (_api, _scheduler, _time) = (api, scheduler, time);
        // A reason that was dropped counts as not told, so that it is told with the next refusal.
        _news = Channel.CreateBounded<News>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest }, dropped => Forget(dropped.Refused));
    }

    /// <summary>Tells until it is cancelled.</summary>
    internal Task RunAsync(CancellationToken cancellation) => Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(cancellation)));

    /// <summary>A pod stays pending; whether that is news.</summary>
    internal bool Refused(PodInfo pod, string reason)
    {
        if (_told.TryGetValue(pod.Key, out var told) && (told.Reason == reason || _time.GetElapsedTime(told.At) < Often))
            return false;
        _told[pod.Key] = (reason, _time.GetTimestamp());
        _news.Writer.TryWrite(new(pod.Key, async cancellation =>
        {
            // It may have been bound, or refused for another reason, since.
            if (!_told.TryGetValue(pod.Key, out var last) || last.Reason != reason)
                return;
            await _api.Pods.PatchAsync(pod.Key.Namespace, pod.Key.Name, Condition(pod, reason), MediaTypes.StrategicMerge, cancellation, "status").ConfigureAwait(false);
            await EventAsync(pod, "FailedScheduling", "Warning", reason, cancellation).ConfigureAwait(false);
        }));
        return true;
    }

    /// <summary>A pod was bound.</summary>
    internal void Bound(PodInfo pod, string node, string reason, bool tell)
    {
        _told.TryRemove(pod.Key, out _);
        if (tell)
            _news.Writer.TryWrite(new(null, cancellation => EventAsync(pod, "Scheduled", "Normal", $"assigned {pod.Key} to {node}: {reason}", cancellation)));
    }

    /// <summary>A pod is gone.</summary>
    internal void Forget(ObjectKey? pod)
    {
        if (pod is { } key)
            _told.TryRemove(key, out _);
    }

    private async Task WorkAsync(CancellationToken cancellation)
    {
        await foreach (var news in _news.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            while (!await TellAsync(news, cancellation).ConfigureAwait(false))
                await Task.Delay(Again, _time, cancellation).ConfigureAwait(false);
    }

    /// <summary>Tells something; false when the server is away and it still matters.</summary>
    private async Task<bool> TellAsync(News news, CancellationToken cancellation)
    {
        try
        {
            await news.Tell(cancellation).ConfigureAwait(false);
            return true;
        }
        catch (ApiException exception) when (exception.IsTransient && news.Refused is { } pod)
        {
            return !_told.ContainsKey(pod);
        }
        catch (Exception exception) when (exception is ApiException or ClusterException)
        {
            // The pod may be gone, or it is forbidden: what was decided holds without being told.
            return true;
        }
    }

    private JsonObject Condition(PodInfo pod, string reason)
    {
        var now = KubeTime.Seconds(_time.GetUtcNow());
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
        return _api.Events.CreateAsync(pod.Key.Namespace, KubeEvent.New(about, _scheduler, type, reason, message, _time.GetUtcNow()), cancellation);
    }

    /// <summary>Something to tell.</summary>
    /// <param name="Refused">The pod that was refused; null when it is about something else.</param>
    /// <param name="Tell">Tells it.</param>
    private sealed record News(ObjectKey? Refused, Func<CancellationToken, Task> Tell);
}
