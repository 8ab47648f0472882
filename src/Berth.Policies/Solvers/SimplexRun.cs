using System.Runtime.InteropServices;

namespace Berth.Policies.Solvers;

/// <summary>
/// One search of <see cref="NetworkSimplex"/>. The tree holds every node and an artificial root; node u has an artificial arc of number m + u
/// to or from the root. Memory is pinned and read through pointers: checks of bounds cost a third of the time.
/// </summary>
internal sealed unsafe partial class SimplexRun
{
    private const sbyte InTree = 0, AtLower = 1, AtUpper = -1;
    private const long NoLimit = 1L << 61;

    private readonly FlowNetwork _network;
    private readonly int _nodes, _arcs, _root;
    private readonly int* _from, _to;
    private readonly long* _cost, _capacity, _potential;
    private readonly sbyte* _state;
    private readonly TreeNode* _tree;
    private readonly List<Array> _held = [];
    private long _pivots;

    internal SimplexRun(FlowNetwork network, long penalty)
    {
        _network = network;
        (_nodes, _arcs, _root) = (network.NodeCount, network.ArcCount, network.NodeCount);
        var all = _arcs + _nodes;
        _from = Hold<int>(all);
        _to = Hold<int>(all);
        _cost = Hold<long>(all);
        _capacity = Hold<long>(all);
        _state = Hold<sbyte>(all);
        _potential = Hold<long>(_nodes + 1);
        _tree = Hold<TreeNode>(_nodes + 1);
        ReadArcs();
        PlantTree(penalty);
    }

    internal FlowSolution Solve(CancellationToken stop)
    {
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
            _tree[node] = new()
            {
                Parent = _root, Arc = arc, Next = node + 1, Previous = node == 0 ? _root : node - 1, Size = 1, Last = node,
                Up = supply >= 0 ? NoLimit - supply : -supply, Down = supply >= 0 ? supply : NoLimit + supply,
            };
        }
        _tree[_root] = new() { Parent = -1, Arc = -1, Next = _nodes == 0 ? _root : 0, Previous = _nodes == 0 ? _root : _nodes - 1, Size = _nodes + 1, Last = _nodes == 0 ? _root : _nodes - 1 };
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
        return new(FlowStatus.Optimal, cost, flow, new ReadOnlySpan<long>(_potential, _nodes).ToArray(), _pivots);
    }

    private T* Hold<T>(int length) where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(Math.Max(1, length), pinned: true);
        _held.Add(array);
        return (T*)Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
    }
}
