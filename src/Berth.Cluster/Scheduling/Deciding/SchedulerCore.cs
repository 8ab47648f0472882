using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.Keeping;
using Berth.Cluster.Scheduling.State;
using Berth.Model;
using Berth.Policies.Placement;

namespace Berth.Cluster.Scheduling.Deciding;

/// <summary>
/// The scheduler without clock and network: it is told of nodes and pods, and decides. All that it knows can be told again, so a process that starts anew, or takes
/// over, knows the same.
/// </summary>
/// <param name="name">Pods with this <c>schedulerName</c> are its own.</param>
/// <param name="policy">The policy.</param>
/// <param name="random">The policy's stream of random numbers.</param>
/// <param name="records">Keeps what happens; null is nobody.</param>
internal sealed class SchedulerCore(string name, IPlacementPolicy policy, RandomStream random, SchedulerRecords? records = null)
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly ClusterModel _model = new();
    private readonly PodQueue _queue = new();
    private readonly Dictionary<ObjectKey, PodInfo> _pods = [];
    private DecisionMaker? _maker;
    private int _number;

    /// <summary>Whether there is a pod to decide about now.</summary>
    internal bool AnyReady => _queue.Ready.Count > 0;

    /// <summary>Pods of its own without a node.</summary>
    internal int Pending => _queue.Ready.Count + _queue.Waiting;

    /// <summary>The nodes in the order of the view.</summary>
    internal IReadOnlyList<NodeInfo> Nodes => _model.Nodes;

    /// <summary>What policies read.</summary>
    internal Policies.Placement.Cluster View => _model.View;

    internal void SetNode(Objects.Node node)
    {
        if (_model.Set(node))
            _queue.Wake();
        records?.Set(_model.Find(node.Metadata.Name!)!);
    }

    internal void RemoveNode(string node)
    {
        _model.Remove(node);
        records?.Gone(node);
        _queue.Wake();
    }

    internal void SetPod(Pod pod)
    {
        var key = ObjectKey.Of(pod);
        var known = _pods.GetValueOrDefault(key);
        if (known is not null && known.Pod.Metadata.Uid != pod.Metadata.Uid)
        {
            RemovePod(key);
            known = null;
        }
        if (pod.Status?.Phase is "Succeeded" or "Failed")
            RemovePod(key);
        else if (!string.IsNullOrEmpty(pod.Spec.NodeName))
            SetPlaced(pod, key, known);
        else if (pod.Spec.SchedulerName != name || pod.Metadata.DeletionTimestamp is not null || pod.Spec.SchedulingGates is { Count: > 0 })
            RemovePod(key);
        else
            SetPending(pod, key, known);
    }

    internal void RemovePod(ObjectKey key)
    {
        if (!_pods.Remove(key, out var pod))
            return;
        _queue.Remove(pod);
        if (pod.Node is null)
            return;
        records?.Ended(pod);
        _model.Remove(pod);
        _queue.Wake();
    }

    /// <summary>Makes those pods ready whose time has come; the moment at which the next may be, or <see cref="long.MaxValue"/>.</summary>
    internal long Advance(long now) => _queue.Advance(now);

    /// <summary>Decides about the pods at the front of the queue; those that get a node are counted on it from now on.</summary>
    internal IReadOnlyList<Verdict> Decide(long now)
    {
        _maker ??= new(policy, _model, random, records);
        var pods = _maker.TakeTogether(_queue.Ready);
        foreach (var pod in pods)
            _queue.Take(pod);
        var verdicts = _maker.Decide(pods, _queue.Ready.Count, now);
        foreach (var verdict in verdicts)
            if (verdict.Node is null)
                _queue.Return(verdict.Pod, now, verdict.Until);
            else
                _queue.Remove(verdict.Pod);
        return verdicts;
    }

    /// <summary>A pod that was given a node could not be bound to it: it is not there, and is asked about again.</summary>
    internal void Unbind(PodInfo pod, long now)
    {
        if (!pod.Assumed)
            return;
        _model.Remove(pod);
        if (_pods.GetValueOrDefault(pod.Key) == pod)
            _queue.Return(pod, now, again: true);
        _queue.Wake();
    }

    private void SetPlaced(Pod pod, ObjectKey key, PodInfo? known)
    {
        var fresh = new PodInfo(known?.Id ?? ++_number, pod);
        if (known is not null && known.Node?.Name == pod.Spec.NodeName && known.Demand == fresh.Demand)
        {
            _model.Update(known, pod);
            known.Assumed = false;
            return;
        }
        RemovePod(key);
        _pods[key] = fresh;
        _model.Place(fresh, pod.Spec.NodeName!);
        records?.Found(fresh);
        _queue.Wake();
    }

    private void SetPending(Pod pod, ObjectKey key, PodInfo? known)
    {
        var fresh = new PodInfo(known?.Id ?? ++_number, pod);
        if (known is not null && (known.Assumed || (known.Shape == fresh.Shape && known.Demand == fresh.Demand && Same(known.Pod.Metadata, pod.Metadata))))
        {
            // What it says of an assumed pod is older than its binding; what changed of a waiting one, its status for instance, decides nothing.
            if (known.Assumed)
                _model.Update(known, pod);
            else
                known.Update(pod);
            return;
        }
        RemovePod(key);
        _pods[key] = fresh;
        _queue.Add(fresh);
    }

    private static bool Same(ObjectMeta one, ObjectMeta other) => Same(one.Labels, other.Labels) && Same(one.Annotations, other.Annotations);

    private static bool Same(IReadOnlyDictionary<string, string>? one, IReadOnlyDictionary<string, string>? other) =>
        (one?.Count ?? 0) == (other?.Count ?? 0) && !(one ?? Nothing).Except(other ?? Nothing).Any();
}
