using Berth.Model.Jobs;

namespace Berth.Policies.Placement;

/// <summary>
/// The graphics processors of every node, in thousandths. A share is taken from the one with the least room that still fits,
/// whole ones from those that are wholly free; ties go to the lower number.
/// </summary>
public sealed class GpuRack
{
    private const int Whole = 1000;

    private readonly int[] _first;
    private readonly int[] _free;
    private readonly Dictionary<int, int[]> _held = [];

    internal GpuRack(IReadOnlyList<NodeSpec> nodes)
    {
        _first = new int[nodes.Count + 1];
        for (var node = 0; node < nodes.Count; node++)
            _first[node + 1] = _first[node] + nodes[node].Gpus;
        _free = new int[_first[^1]];
        Array.Fill(_free, Whole);
    }

    /// <summary>Free thousandths of each graphics processor of a node.</summary>
    public ReadOnlySpan<int> Free(int node) => _free.AsSpan(_first[node].._first[node + 1]);

    /// <summary>Free thousandths of a node together.</summary>
    public int TotalFree(int node)
    {
        var total = 0;
        foreach (var free in Free(node))
            total += free;
        return total;
    }

    /// <summary>Whether a demand has room on a node now.</summary>
    public bool Fits(int node, GpuDemand demand)
    {
        var enough = 0;
        foreach (var free in Free(node))
            if (free >= demand.Milli && ++enough == demand.Count)
                return true;
        return demand.Count == 0;
    }

    /// <summary>Sets the free thousandths of each graphics processor of a node.</summary>
    internal void Restore(int node, IReadOnlyList<int> free)
    {
        for (var gpu = 0; gpu < free.Count; gpu++)
            _free[_first[node] + gpu] = free[gpu];
    }

    /// <summary>Takes room that is known to be there.</summary>
    internal void Take(int node, GpuDemand demand, int task)
    {
        var taken = new int[demand.Count];
        for (var each = 0; each < demand.Count; each++)
        {
            var best = -1;
            for (var gpu = _first[node]; gpu < _first[node + 1]; gpu++)
                if (_free[gpu] >= demand.Milli && (best < 0 || _free[gpu] < _free[best]))
                    best = gpu;
            _free[best] -= demand.Milli;
            taken[each] = best;
        }
        _held[task] = taken;
    }

    /// <summary>Gives back what a task took.</summary>
    internal void Return(GpuDemand demand, int task)
    {
        if (_held.Remove(task, out var taken))
            foreach (var gpu in taken)
                _free[gpu] += demand.Milli;
    }
}
