using Berth.Policies.Solvers;

namespace Berth.Policies.Placement;

/// <summary>One round: each pending task sends one unit to its best nodes or straight to the sink, a node passes on a few.</summary>
internal sealed class EcSchedRound(PlacementBatch batch, EcSchedOptions options, EcSchedCosts costs)
{
    /// <summary>Costs are whole numbers for the solver: parts of 2^-32, to which the place of the node is added, so that ties go to the first.</summary>
    private const double Unit = 1L << 32;

    private readonly Cluster _cluster = batch.Cluster;
    private readonly FlowNetwork _network = new();
    private readonly (int Node, double Cost)[][] _arcs = new (int, double)[batch.Tasks.Count][];
    private readonly (int Node, double Cost)[] _choices = new (int, double)[batch.Tasks.Count];
    private readonly int[] _place = new int[batch.Cluster.Count];
    private readonly double[] _price = new double[batch.Cluster.Count];
    private readonly List<(int Node, double Cost)> _best = [];

    /// <summary>Whether a task had no room anywhere in the last round; room only shrinks.</summary>
    internal bool HasNoRoom(int index) => _arcs[index].Length == 0;

    /// <summary>Cost of the cheapest node that a task had in the last round.</summary>
    internal double Cheapest(int index) => _arcs[index][0].Cost;

    /// <summary>The node of a task and its cost; −1 when it is left pending.</summary>
    internal (int Node, double Cost) Choice(int index) => _choices[index];

    /// <summary>The nodes that a task considered, from the cheapest.</summary>
    internal ReadOnlySpan<(int Node, double Cost)> Considered(int index) => _arcs[index];

    /// <summary>
    /// What a place on a node is worth to the tasks that did not get one: the dual price of its capacity. With it, no other node is cheaper for a task than its choice.
    /// </summary>
    internal double Price(int node) => _price[node];

    /// <summary>Solves the round for some tasks.</summary>
    internal void Solve(List<int> pending)
    {
        _network.Clear();
        Array.Fill(_place, -1);
        Array.Clear(_price);
        var sink = _network.AddNode(-pending.Count);
        foreach (var index in pending)
        {
            _arcs[index] = Best(index);
            _choices[index] = (-1, double.NaN);
            foreach (var (node, _) in _arcs[index])
                if (_place[node] < 0)
                    _place[node] = _network.AddNode();
        }
        foreach (var index in pending)
        {
            var task = _network.AddNode(1);
            foreach (var (node, cost) in _arcs[index])
                _network.AddArc(task, _place[node], 1, (long)Math.Round(cost * Unit) + node);
            _network.AddArc(task, sink, 1, (long)Math.Round(costs.Unscheduled(index) * Unit));
        }
        for (var node = 0; node < _place.Length; node++)
            if (_place[node] >= 0)
                _network.AddArc(_place[node], sink, options.TasksPerNode, 0);
        Read(NetworkSimplex.Solve(_network), pending, sink);
    }

    private void Read(FlowSolution solution, List<int> pending, int sink)
    {
        var arc = 0;
        foreach (var index in pending)
        {
            foreach (var choice in _arcs[index])
                if (solution.Flow[arc++] > 0)
                    _choices[index] = choice;
            arc++;
        }
        for (var node = 0; node < _place.Length; node++)
            if (_place[node] >= 0)
                _price[node] = Math.Max(0, solution.Potential[sink] - solution.Potential[_place[node]]) / Unit;
    }

    /// <summary>The nodes with room for a task, the cheapest of them when there are many, from the cheapest; the first of equals.</summary>
    private (int Node, double Cost)[] Best(int index)
    {
        _best.Clear();
        var task = batch.Tasks[index];
        var (cpu, memory, gpu) = costs.Weights(task);
        var carbon = costs.Carbon(index);
        ReadOnlySpan<double> cpuFree = _cluster.CpuFree, memoryFree = _cluster.MemoryFree;
        for (var node = 0; node < _cluster.Count; node++)
        {
            if (task.Demand.Cpu > cpuFree[node] || task.Demand.Memory > memoryFree[node])
                continue;
            var cost = -(cpu * cpuFree[node] + memory * memoryFree[node]);
            if (gpu > 0)
                cost -= gpu * _cluster.Gpus.TotalFree(node);
            if (carbon.Length > 0)
                cost += carbon[node];
            if ((_best.Count < options.Nodes || cost < _best[^1].Cost) && _cluster.Fits(task, node))
                Keep(node, cost);
        }
        return [.. _best];
    }

    private void Keep(int node, double cost)
    {
        if (_best.Count == options.Nodes)
            _best.RemoveAt(_best.Count - 1);
        var (low, high) = (0, _best.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_best[middle].Cost <= cost)
                low = middle + 1;
            else
                high = middle;
        }
        _best.Insert(low, (node, cost));
    }
}
