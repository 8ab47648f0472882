using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.Keeping;
using Berth.Cluster.Scheduling.State;
using Berth.Model;
using Berth.Model.Units;
using Berth.Policies.Placement;

namespace Berth.Cluster.Scheduling.Deciding;

/// <summary>Asks a placement policy about pods, and counts those that it gives a node as being there.</summary>
/// <param name="policy">The policy.</param>
/// <param name="model">The cluster.</param>
/// <param name="random">The policy's stream of random numbers.</param>
/// <param name="records">Keeps questions and answers; null is nobody.</param>
internal sealed class DecisionMaker(IPlacementPolicy policy, ClusterModel model, RandomStream random, SchedulerRecords? records)
{
    /// <summary>Pods that are asked about together at most.</summary>
    internal const int MostTogether = 500;

    /// <summary>Nodes times pods that wait up to which reasons are taken in full: they cost a tenth of a microsecond each, so this many cost some ten milliseconds.</summary>
    private const int FullReasons = 100_000;

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
    /// <param name="pods">The pods.</param>
    /// <param name="behind">How many wait behind them: where many do, their reasons are short.</param>
    /// <param name="now">Nanoseconds.</param>
    internal List<Verdict> Decide(IReadOnlyList<PodInfo> pods, int behind, long now)
    {
        _refusals.Clear();
        var question = Ask(pods, now, explain: (long)(pods.Count + behind) * model.Nodes.Count <= FullReasons);
        return [.. pods.Select((pod, index) => Accept(question, index, pod) ?? Refuse(question, index, pod, now))];
    }

    private Question Ask(IReadOnlyList<PodInfo> pods, long now, bool explain)
    {
        _admission.Begin();
        var batch = new PlacementBatch(model.View, now, random, explain);
        var open = new int[pods.Count];
        for (var index = 0; index < open.Length; index++)
        {
            (var set, open[index]) = _admission.For(pods[index]);
            batch.Add(Task(pods[index], set, now));
        }
        var situation = records?.Ask(policy, batch);
        if (records is null)
            policy.Place(batch);
        return new(batch, open, situation);
    }

    private TaskRequest Task(PodInfo pod, NodeSet? open, long now)
    {
        var meta = pod.Pod.Metadata;
        var length = meta.Annotation(BerthLabels.Length) is { } text && Duration.TryParse(text, out var duration) && duration.Seconds > 0
            ? duration.Seconds : pod.Pod.Spec.ActiveDeadlineSeconds ?? PodInfo.UnknownLength;
        var source = meta.Annotation(BerthLabels.Source) is { } name ? model.Find(name)?.Index ?? -1 : -1;
        var submitted = meta.CreationTimestamp is { } created ? Math.Min(now, (created - DateTimeOffset.UnixEpoch).Ticks * 100) : now;
        return new(pod.Id, pod.Key.ToString(), pod.Demand, length, submitted, long.MaxValue, pod.Priority, source, open);
    }

    /// <summary>The verdict on a pod that the policy gave a node on which it can start now; else null, and the view does not count it.</summary>
    private Verdict? Accept(Question question, int index, PodInfo pod)
    {
        var batch = question.Batch;
        if (batch.NodeOf(index) is not (>= 0 and var place))
            return null;
        var node = model.Nodes[place];
        // Of what changes within a batch policies see all but the number of pods. One that plans ahead may have a pod wait for its node, which no kubelet does.
        if (!model.View.Runs(pod.Id, place) || node.IsFull)
        {
            model.View.Give(batch.Tasks[index], place, batch.Now);
            return null;
        }
        var note = batch.Explaining && batch.Decisions[index] is { Chosen: not null } decision ? DecisionNote.Of(decision, batch.ScoreOf(index))
            : new DecisionNote(policy.Name, node.Name, $"{policy.Name} chose it from {question.Open[index]} nodes that are open to it", DecisionNote.Finite(batch.ScoreOf(index)));
        model.Assume(pod, node, batch.Tasks[index]);
        return new(pod, batch.Tasks[index], node, note, null, question.Situation);
    }

    private Verdict Refuse(Question question, int index, PodInfo pod, long now)
    {
        var until = question.Batch.DeferredUntil(index);
        var task = question.Batch.Tasks[index];
        if (until > now)
            return new(pod, task, null, null, $"{policy.Name} puts it off until {Moment(until)}", question.Situation, until);
        var key = RefusalReport.Key(pod);
        if (key is null || !_refusals.TryGetValue(key, out var why))
        {
            why = RefusalReport.Make(pod, model);
            if (key is not null)
                _refusals[key] = why;
        }
        if (why is not null)
            return new(pod, task, null, null, why, question.Situation);
        // The rules leave it a node, so it is the policy that does not want one, or its place went to another: it is asked about this pod alone, with its reasons.
        var alone = Ask([pod], now, explain: true);
        if (Accept(alone, 0, pod) is { } placed)
            return placed;
        until = alone.Batch.DeferredUntil(0);
        return new(
            pod, task, null, null, alone.Batch.Decisions is [var decision] ? decision.Reason : $"{policy.Name} leaves it pending", alone.Situation, until > now ? until : 0);
    }

    private static string Moment(long nanoseconds) =>
        KubeTime.Seconds(DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(nanoseconds / 100));

    /// <summary>A batch that was asked about, how many nodes were open to each of its pods, and the line in which it is kept.</summary>
    private readonly record struct Question(PlacementBatch Batch, int[] Open, int? Situation);
}
