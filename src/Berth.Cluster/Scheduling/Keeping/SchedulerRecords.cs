using System.Text.Json;
using System.Threading.Channels;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.Deciding;
using Berth.Cluster.Scheduling.State;
using Berth.Policies.Placement;
using Berth.Records;
using Berth.Records.Clusters;
using Berth.Records.Situations;
using Berth.Records.Store;

namespace Berth.Cluster.Scheduling.Keeping;

/// <summary>
/// Keeps what a scheduler is asked and decides, and what it decides about. A disk that is full ends the keeping and not the scheduler: that pods get their nodes matters more.
/// </summary>
public sealed class SchedulerRecords : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly Action<string> _trouble;
    private readonly RunStore _store;
    private readonly SituationRecorder _situations;
    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>(new() { SingleReader = true });
    private readonly Dictionary<string, ClusterNode> _nodes = [];
    private readonly Task _writing;
    private volatile bool _broken;
    private bool _overflowed;
    private long _number;
    private (NodeSet? Set, IReadOnlyList<string> Names) _named = (null, []);

    /// <summary>Makes the records in a new folder (<see cref="RunFolder.CreateScheduler"/>).</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">Options that the policy was given.</param>
    /// <param name="trouble">Is told in words when something can no longer be kept.</param>
    /// <param name="time">Clock.</param>
    /// <exception cref="RecordsException">They cannot be written.</exception>
    public SchedulerRecords(RunFolder folder, IReadOnlyDictionary<string, double> options, Action<string> trouble, TimeProvider time)
    {
        (_time, _trouble) = (time, trouble);
        _store = RunStore.Create(folder);
        Directory.CreateDirectory(folder.Csv);
        _situations = new(Path.Combine(folder.Csv, "situations-scheduler.jsonl"), options);
        _writing = Task.Run(WriteAsync);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
        _situations.Dispose();
        _store.Dispose();
    }

    /// <summary>Asks a policy; the line in which question and answer are kept, or null.</summary>
    internal int? Ask(IPlacementPolicy policy, PlacementBatch batch)
    {
        if (_broken)
        {
            policy.Place(batch);
            return null;
        }
        try
        {
            _situations.Ask(policy, batch);
            if (_situations.Overflowed && !_overflowed)
                _trouble($"the file of situations is full after {_situations.Lines} lines: decisions are kept without them from now on");
            _overflowed = _situations.Overflowed;
        }
        catch (RecordsException exception)
        {
            // The policy has answered before its answer could not be written.
            Break(exception);
        }
        return _overflowed || _broken ? null : _situations.Lines;
    }

    /// <summary>A node is there or has changed.</summary>
    internal void Set(NodeInfo node)
    {
        var traits = node.Traits;
        var seen = new ClusterNode(
            0, node.Name, true, traits.Site, traits.Tier, node.Cpu / 1000, node.Memory, (int)node.Further(PodInfo.Gpu), traits.Speed, traits.IdleWatts, traits.PeakWatts, traits.SleepWatts,
            traits.Carbon, traits.Pue, traits.Price);
        if (_nodes.TryGetValue(node.Name, out var before) && before == seen)
            return;
        _nodes[node.Name] = seen;
        _entries.Writer.TryWrite(new(Node: seen with { Moment = Now() }));
    }

    /// <summary>A node is gone.</summary>
    internal void Gone(string node)
    {
        if (_nodes.Remove(node, out var last))
            _entries.Writer.TryWrite(new(Node: last with { Moment = Now(), Present = false }));
    }

    /// <summary>A pod has a node that it was not given here.</summary>
    internal void Found(PodInfo pod) => Keep(Of(pod, Now(), PodOutcome.Found, pod.Pod.Spec.NodeName, "it was there", PodInfo.UnknownLength, null, null, null));

    /// <summary>A pod that had a node has ended.</summary>
    internal void Ended(PodInfo pod) => _entries.Writer.TryWrite(new(End: new(Now(), pod.Key.ToString(), pod.Pod.Metadata.Uid ?? "")));

    /// <summary>What was decided about a pod, to be kept when it is known what became of it; the nodes are those of the decision.</summary>
    internal PodDecision Describe(Verdict verdict, IReadOnlyList<NodeInfo> nodes, long now)
    {
        // Pods that are alike share their set of nodes.
        if (verdict.Task.Admitted is { } set && !ReferenceEquals(set, _named.Set))
            _named = (set, [.. nodes.Where(node => set.Contains(node.Index)).Select(node => node.Name)]);
        var open = verdict.Task.Admitted is null ? null : _named.Names;
        var note = verdict.Note is null ? null : JsonSerializer.Serialize(verdict.Note, KubeJson.Of<DecisionNote>());
        return Of(verdict.Pod, now, PodOutcome.Pending, verdict.Node?.Name, verdict.Note?.Reason ?? verdict.Refusal ?? "", verdict.Task.Length, open, note, verdict.Situation);
    }

    /// <summary>Keeps a decision.</summary>
    internal void Keep(PodDecision decision) => _entries.Writer.TryWrite(new(Decision: decision));

    private PodDecision Of(PodInfo pod, long moment, PodOutcome outcome, string? node, string reason, double length, IReadOnlyList<string>? open, string? note, int? situation) => new(
        ++_number, moment, pod.Key.ToString(), pod.Pod.Metadata.Uid ?? "", outcome, node, reason, pod.Demand.Cpu / 1000, pod.Demand.Memory, pod.Demand.Gpu.Count, pod.Priority, length, open, note,
        situation);

    private async Task WriteAsync()
    {
        var batch = new List<Entry>();
        while (await _entries.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < 10_000 && _entries.Reader.TryRead(out var entry))
                batch.Add(entry);
            if (_broken)
                continue;
            try
            {
                _store.AddCluster(batch.Select(each => each.Node).OfType<ClusterNode>(), batch.Select(each => each.Decision).OfType<PodDecision>(), batch.Select(each => each.End).OfType<PodEnd>());
            }
            catch (RecordsException exception)
            {
                Break(exception);
            }
        }
    }

    private void Break(RecordsException exception)
    {
        _broken = true;
        _trouble($"nothing is kept from now on: {exception.Message}");
    }

    private long Now() => UnixTime.Of(_time.GetUtcNow());

    private readonly record struct Entry(ClusterNode? Node = null, PodDecision? Decision = null, PodEnd? End = null);
}
