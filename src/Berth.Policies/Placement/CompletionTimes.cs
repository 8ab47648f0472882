using System.Buffers;
using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>
/// Completion times of every task of a batch on every node, in seconds from now: CT = ETC + r, the time that the task runs there (ETC) after the moment at which
/// the node has room for it (r). Braun et al., JPDC 61(6), 2001, section 3.
/// </summary>
internal sealed class CompletionTimes : IDisposable
{
    private readonly PlacementBatch _batch;
    private readonly double[] _times;
    private readonly int _nodes;
    private readonly bool[] _placed;
    private readonly (int Node, double Time)[] _best;

    internal CompletionTimes(PlacementBatch batch)
    {
        _batch = batch;
        _nodes = batch.Cluster.Count;
        _placed = new bool[batch.Tasks.Count];
        _best = new (int, double)[batch.Tasks.Count];
        _times = ArrayPool<double>.Shared.Rent(Math.Max(1, _nodes * _placed.Length));
        for (var task = 0; task < _placed.Length; task++)
        {
            for (var node = 0; node < _nodes; node++)
                _times[task * _nodes + node] = At(task, node);
            _best[task] = Earliest(task);
        }
    }

    internal int Count => _placed.Length;

    internal bool IsPlaced(int task) => _placed[task];

    /// <summary>Node and time of the earliest completion; -1 and infinity when no node can run the task.</summary>
    internal (int Node, double Time) Best(int task) => _best[task];

    /// <summary>The earliest completion on another node than the best; infinite when there is none.</summary>
    internal double Second(int task)
    {
        var second = double.PositiveInfinity;
        for (var node = 0; node < _nodes; node++)
            if (node != _best[task].Node)
                second = Math.Min(second, _times[task * _nodes + node]);
        return second;
    }

    /// <summary>The two parts of a completion time.</summary>
    internal IReadOnlyList<Term> Terms(int task, int node) => [new("ready s", Ready(task, node)), new("run s", MarginalEnergy.Seconds(_batch.Cluster, _batch.Tasks[task], node))];

    /// <summary>Gives a task to its best node; the others' times there rise.</summary>
    internal void Assign(int task)
    {
        var (node, time) = _best[task];
        _batch.Assign(task, node, time);
        _placed[task] = true;
        for (var other = 0; other < _placed.Length; other++)
            if (!_placed[other])
            {
                _times[other * _nodes + node] = At(other, node);
                if (_best[other].Node == node)
                    _best[other] = Earliest(other);
            }
    }

    public void Dispose() => ArrayPool<double>.Shared.Return(_times);

    private double Ready(int task, int node)
    {
        var start = _batch.Cluster.EarliestStart(_batch.Tasks[task], node, _batch.Now);
        return start == long.MaxValue ? double.PositiveInfinity : (start - _batch.Now) / 1e9;
    }

    private double At(int task, int node) => Ready(task, node) + MarginalEnergy.Seconds(_batch.Cluster, _batch.Tasks[task], node);

    private (int, double) Earliest(int task)
    {
        var (best, earliest) = (-1, double.PositiveInfinity);
        var times = _times.AsSpan(task * _nodes, _nodes);
        for (var node = 0; node < times.Length; node++)
            if (times[node] < earliest)
                (best, earliest) = (node, times[node]);
        return (best, earliest);
    }
}
