using System.Globalization;
using Berth.Cluster.Scheduling.Predicates;
using Berth.Cluster.Scheduling.State;
using Berth.Model;
using Berth.Model.Units;
using Berth.Policies.Placement;

namespace Berth.Cluster.Scheduling.Deciding;

/// <summary>Asks a placement policy about pods, and counts those that it gives a node as being there.</summary>
/// <param name="policy">The policy.</param>
/// <param name="model">The cluster.</param>
/// <param name="random">The policy's stream of random numbers.</param>
internal sealed class DecisionMaker(IPlacementPolicy policy, ClusterModel model, RandomStream random)
{
    /// <summary>Pods that are asked about together at most.</summary>
    internal const int MostTogether = 500;

    /// <summary>Nodes times pods up to which reasons are taken in full: they cost about a microsecond each.</summary>
    private const int FullReasons = 10_000;

    /// <summary>How long a pod runs, in seconds, where nothing says so: policies that weigh time need some length.</summary>
    private const double UnknownLength = 3600;

    private readonly Admission _admission = new(model);
    private readonly Dictionary<string, string?> _refusals = [];

    /// <summary>Takes the pods that are asked about together from the front of the queue: those that look at other pods come alone.</summary>
    internal List<PodInfo> TakeTogether(IEnumerable<PodInfo> queue)
    {
        var together = new List<PodInfo>();
        foreach (var pod in queue)
        {
            var alone = _admission.Alone(pod);
            if (!alone || together.Count == 0)
                together.Add(pod);
            if (alone || together.Count == MostTogether)
                break;
        }
        return together;
    }

    /// <summary>Decides about pods that were taken together; one verdict for each, in order.</summary>
    internal List<Verdict> Decide(IReadOnlyList<PodInfo> pods, long now)
    {
        _refusals.Clear();
        var batch = Ask(pods, now, explain: pods.Count * model.Nodes.Count <= FullReasons);
        return [.. pods.Select((pod, index) => Accept(batch, index, pod) ?? Refuse(batch.DeferredUntil(index), pod, now))];
    }

    private PlacementBatch Ask(IReadOnlyList<PodInfo> pods, long now, bool explain)
    {
        _admission.Begin();
        var batch = new PlacementBatch(model.View, now, random, explain);
        foreach (var pod in pods)
            batch.Add(Task(pod, now));
        policy.Place(batch);
        return batch;
    }

    private TaskRequest Task(PodInfo pod, long now)
    {
        var meta = pod.Pod.Metadata;
        var length = meta.Annotation(BerthLabels.Length) is { } text && Duration.TryParse(text, out var duration) && duration.Seconds > 0
            ? duration.Seconds : pod.Pod.Spec.ActiveDeadlineSeconds ?? UnknownLength;
        var source = meta.Annotation(BerthLabels.Source) is { } name ? model.Find(name)?.Index ?? -1 : -1;
        var submitted = meta.CreationTimestamp is { } created ? Math.Min(now, (created - DateTimeOffset.UnixEpoch).Ticks * 100) : now;
        return new(pod.Id, pod.Key.ToString(), pod.Demand, length, submitted, long.MaxValue, pod.Priority, source, _admission.For(pod));
    }

    /// <summary>The verdict on a pod that the policy gave a node on which it can start now; else null, and the view does not count it.</summary>
    private Verdict? Accept(PlacementBatch batch, int index, PodInfo pod)
    {
        if (batch.NodeOf(index) is not (>= 0 and var place))
            return null;
        var node = model.Nodes[place];
        // Policies see cores and memory change within a batch, but not the other rules; and one that plans ahead may have it wait for the node, which no kubelet does.
        if (!model.View.Runs(pod.Id, place) || AllPredicates.For(pod, model).Any(test => !test.Admits(node)))
        {
            model.View.Give(batch.Tasks[index], place, batch.Now);
            return null;
        }
        var note = batch.Explaining && batch.Decisions[index] is { Chosen: not null } decision ? DecisionNote.Of(decision, batch.ScoreOf(index))
            : new DecisionNote(policy.Name, node.Name, $"{policy.Name} chose it from {Open(batch.Tasks[index])} nodes that are open to it", DecisionNote.Finite(batch.ScoreOf(index)));
        model.Assume(pod, node, batch.Tasks[index]);
        return new(pod, node, note, null);
    }

    private Verdict Refuse(long until, PodInfo pod, long now)
    {
        if (until > now)
            return new(pod, null, null, $"{policy.Name} puts it off until {Moment(until)}", until);
        var key = RefusalReport.Key(pod);
        if (key is null || !_refusals.TryGetValue(key, out var why))
        {
            why = RefusalReport.Make(pod, model);
            if (key is not null)
                _refusals[key] = why;
        }
        if (why is not null)
            return new(pod, null, null, why);
        // The rules leave it a node, so it is the policy that does not want one, or its place went to another: it is asked about this pod alone, with its reasons.
        var batch = Ask([pod], now, explain: true);
        if (Accept(batch, 0, pod) is { } placed)
            return placed;
        until = batch.DeferredUntil(0);
        return new(pod, null, null, batch.Decisions is [var decision] ? decision.Reason : $"{policy.Name} leaves it pending", until > now ? until : 0);
    }

    private int Open(TaskRequest task) =>
        task.Admitted is { } admitted ? Enumerable.Range(0, model.View.Count).Count(admitted.Contains) : model.View.Count;

    private static string Moment(long nanoseconds) =>
        (DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(nanoseconds / 100)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
