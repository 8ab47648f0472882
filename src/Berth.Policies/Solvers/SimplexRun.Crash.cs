namespace Berth.Policies.Solvers;

/// <content>A first tree better than the artificial star.</content>
internal sealed unsafe partial class SimplexRun
{
    /// <summary>
    /// Brings in a tree of cheap paths to where flow is taken, the cheapest first. It leaves capacities out of account and settles each
    /// node once, so it is only a guess, but it saves most of the pivots on networks of schedulers.
    /// </summary>
    private bool Crash()
    {
        var (distance, arcOf, reached) = CheapPaths();
        var keys = new long[reached.Length];
        for (var index = 0; index < reached.Length; index++)
            keys[index] = distance[reached[index]];
        Array.Sort(keys, reached);
        foreach (var node in reached)
            if (arcOf[node] is var arc and >= 0 && Reduced(arc) < 0)
            {
                _pivots++;
                if (!Pivot(arc))
                    return false;
            }
        return true;
    }

    /// <summary>Breadth first from the nodes that take flow, against the arcs.</summary>
    private (long[] Distance, int[] ArcOf, int[] Reached) CheapPaths()
    {
        var (start, into) = ArcsInto();
        var (distance, arcOf, queue, settled) = (new long[_nodes], new int[_nodes], new int[_nodes], new bool[_nodes]);
        Array.Fill(distance, long.MaxValue);
        var (head, tail) = (0, 0);
        for (var node = 0; node < _nodes; node++)
            if (_network.Supply[node] < 0)
            {
                (distance[node], arcOf[node]) = (0, -1);
                queue[tail++] = node;
            }
        while (head < tail)
        {
            var node = queue[head++];
            settled[node] = true;
            for (var index = start[node]; index < start[node + 1]; index++)
            {
                var arc = into[index];
                var from = _from[arc];
                var further = distance[node] + _cost[arc];
                if (settled[from] || further >= distance[from] || _capacity[arc] == 0)
                    continue;
                if (distance[from] == long.MaxValue)
                    queue[tail++] = from;
                (distance[from], arcOf[from]) = (further, arc);
            }
        }
        return (distance, arcOf, queue[..tail]);
    }

    /// <summary>The arcs ordered by the node at which they end.</summary>
    private (int[] Start, int[] Arcs) ArcsInto()
    {
        var start = new int[_nodes + 1];
        for (var arc = 0; arc < _arcs; arc++)
            start[_to[arc]]++;
        for (int node = 0, sum = 0; node <= _nodes; node++)
            start[node] = sum += start[node];
        var arcs = new int[_arcs];
        for (var arc = _arcs - 1; arc >= 0; arc--)
            arcs[--start[_to[arc]]] = arc;
        return (start, arcs);
    }
}
