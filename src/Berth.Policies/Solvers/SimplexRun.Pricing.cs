namespace Berth.Policies.Solvers;

/// <content>The choice of the arc that enters the tree.</content>
internal sealed unsafe partial class SimplexRun
{
    private int _at;

    /// <summary>
    /// Block search: the arc that violates optimality most among the next √m arcs, else of the √m after those, and so on; -1 when none does.
    /// </summary>
    private int NextEntering()
    {
        var (block, at, arcs) = (_block, _at, _arcs);
        int* from = _from, to = _to;
        long* cost = _cost, potential = _potential;
        var state = _state;
        var (best, worst) = (-1, 0L);
        for (var left = arcs; left > 0;)
        {
            var end = Math.Min(at + Math.Min(block, left), arcs);
            left -= end - at;
            for (; at < end; at++)
            {
                var violation = state[at] * (cost[at] + potential[from[at]] - potential[to[at]]);
                if (violation < worst)
                    (best, worst) = (at, violation);
            }
            if (at == arcs)
                at = 0;
            if (best >= 0)
                break;
        }
        _at = at;
        return best;
    }
}
