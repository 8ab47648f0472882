using System.Runtime.InteropServices;

namespace Berth.Policies.Solvers;

/// <summary>
/// One search of <see cref="NetworkSimplex"/>. The tree holds every node and an artificial root; node u has an artificial arc of number m + u
/// to or from the root. All of it lies in one piece of memory and is read through pointers: nothing is checked or allocated in a pivot.
/// </summary>
internal sealed unsafe partial class SimplexRun : IDisposable
{
    private const sbyte InTree = 0, AtLower = 1, AtUpper = -1;
    private const long NoLimit = 1L << 61;

    private readonly FlowNetwork _network;
    private readonly int _nodes, _arcs, _root, _block;
    private readonly int* _from, _to, _next, _previous;
    private readonly long* _cost, _capacity, _potential;
    private readonly sbyte* _state;
    private readonly TreeNode* _tree;
    private readonly byte* _memory;
    private long _pivots;

    internal SimplexRun(FlowNetwork network, long penalty)
    {
        _network = network;
        (_nodes, _arcs, _root) = (network.NodeCount, network.ArcCount, network.NodeCount);
        var (all, tree) = (_arcs + _nodes, _nodes + 1);
        // Cache lines, so that no node of the tree lies in two.
        const int line = 64;
        var at = (nuint)0;
        nuint Room(int count, int size)
        {
            var here = at;
            at += ((nuint)count * (nuint)size + line - 1) & ~(nuint)(line - 1);
            return here;
        }
        var (nodeRoom, potential, next, previous) = (Room(tree, sizeof(TreeNode)), Room(tree, sizeof(long)), Room(tree, sizeof(int)), Room(tree, sizeof(int)));
        var (cost, capacity, from, to, state) = (Room(all, sizeof(long)), Room(all, sizeof(long)), Room(all, sizeof(int)), Room(all, sizeof(int)), Room(all, sizeof(sbyte)));
        _memory = (byte*)NativeMemory.AlignedAlloc(at, line);
        _tree = (TreeNode*)(_memory + nodeRoom);
        _potential = (long*)(_memory + potential);
        _next = (int*)(_memory + next);
        _previous = (int*)(_memory + previous);
        _cost = (long*)(_memory + cost);
        _capacity = (long*)(_memory + capacity);
        _from = (int*)(_memory + from);
        _to = (int*)(_memory + to);
        _state = (sbyte*)(_memory + state);
        ReadArcs();
        _block = Math.Max(20, (int)Math.Sqrt(_arcs));
        PlantTree(penalty);
    }

    internal FlowSolution Solve(CancellationToken stop)
    {
        if (!Crash())
            return FlowSolution.Without(FlowStatus.Unbounded, _pivots);
        while (NextEntering() is var entering and >= 0)
        {
            if (!Pivot(entering))
                return FlowSolution.Without(FlowStatus.Unbounded, _pivots);
            if ((++_pivots & 0xFFF) == 0)
                stop.ThrowIfCancellationRequested();
        }
        return Result();
    }

    private void ReadArcs()
    {
        _network.From.CopyTo(new(_from, _arcs));
        _network.To.CopyTo(new(_to, _arcs));
        _network.Cost.CopyTo(new(_cost, _arcs));
        var capacities = _network.Capacity;
        for (var arc = 0; arc < capacities.Length; arc++)
        {
            _capacity[arc] = Math.Min(capacities[arc], NoLimit);
            // An arc that can carry nothing is as good as one in the tree: it never enters.
            _state[arc] = capacities[arc] == 0 ? InTree : AtLower;
        }
    }

    /// <summary>The star of artificial arcs; every node can send flow to the root, so it is strongly feasible.</summary>
    private void PlantTree(long penalty)
    {
        for (var node = 0; node < _nodes; node++)
        {
            var supply = _network.Supply[node];
            var arc = _arcs + node;
            (_from[arc], _to[arc]) = supply >= 0 ? (node, _root) : (_root, node);
            (_cost[arc], _capacity[arc], _state[arc]) = (penalty, NoLimit, InTree);
            _potential[node] = supply >= 0 ? -penalty : penalty;
            _next[node] = node + 1;
            _previous[node] = node == 0 ? _root : node - 1;
            _tree[node] = new()
            {
                Parent = _root, Arc = arc, Size = 1, Last = node,
                Up = supply >= 0 ? NoLimit - supply : -supply, Down = supply >= 0 ? supply : NoLimit + supply,
            };
        }
        _potential[_root] = 0;
        _next[_root] = _nodes == 0 ? _root : 0;
        _previous[_root] = _nodes == 0 ? _root : _nodes - 1;
        _tree[_root] = new() { Parent = -1, Arc = -1, Size = _nodes + 1, Last = _nodes == 0 ? _root : _nodes - 1 };
    }

    private FlowSolution Result()
    {
        var flow = new long[_arcs];
        for (var arc = 0; arc < _arcs; arc++)
            flow[arc] = _state[arc] == AtUpper ? _capacity[arc] : 0;
        for (var node = 0; node < _nodes; node++)
        {
            var arc = _tree[node].Arc;
            var carried = _from[arc] == node ? _tree[node].Down : _tree[node].Up;
            if (arc < _arcs)
                flow[arc] = carried;
            else if (carried != 0)
                return FlowSolution.Without(FlowStatus.Infeasible, _pivots);
        }
        var cost = (Int128)0;
        for (var arc = 0; arc < _arcs; arc++)
            cost += (Int128)flow[arc] * _cost[arc];
        return new(FlowStatus.Optimal, cost, flow, Potentials(), _pivots);
    }

    private long[] Potentials()
    {
        var potentials = new ReadOnlySpan<long>(_potential, _nodes).ToArray();
        foreach (ref var potential in potentials.AsSpan())
            potential -= _potential[_root];
        return potentials;
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
