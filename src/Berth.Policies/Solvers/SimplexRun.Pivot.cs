namespace Berth.Policies.Solvers;

/// <content>One pivot: the circle that the entering arc closes, what it can carry, and the tree without the arc that blocks.</content>
internal sealed unsafe partial class SimplexRun
{
    /// <summary>Brings an arc into the tree; false when the circle that it closes has no limit.</summary>
    private bool Pivot(int entering)
    {
        var tree = _tree;
        var forward = _state[entering] == AtLower;
        var (first, second) = forward ? (_from[entering], _to[entering]) : (_to[entering], _from[entering]);

        // Flow runs from the join down to first, over the arc, and from second up to the join. Of the arcs that block, the last one
        // on this way from the join leaves: this keeps the tree strongly feasible.
        var (one, other) = (first, second);
        var (downLeast, upLeast) = (long.MaxValue, long.MaxValue);
        var (downBlocks, upBlocks) = (-1, -1);
        while (one != other)
            if (tree[one].Size < tree[other].Size)
            {
                if (tree[one].Down < downLeast)
                    (downLeast, downBlocks) = (tree[one].Down, one);
                one = tree[one].Parent;
            }
            else
            {
                if (tree[other].Up <= upLeast)
                    (upLeast, upBlocks) = (tree[other].Up, other);
                other = tree[other].Parent;
            }
        var join = one;
        var capacity = _capacity[entering];
        var delta = Math.Min(Math.Min(downLeast, upLeast), capacity);
        if (delta >= NoLimit / 2)
            return false;
        if (delta > 0)
        {
            for (var node = first; node != join; node = tree[node].Parent)
                (tree[node].Down, tree[node].Up) = (tree[node].Down - delta, tree[node].Up + delta);
            for (var node = second; node != join; node = tree[node].Parent)
                (tree[node].Down, tree[node].Up) = (tree[node].Down + delta, tree[node].Up - delta);
        }
        if (upLeast > delta && capacity == delta)
        {
            _state[entering] = forward ? AtUpper : AtLower;
            return true;
        }
        var reduced = Reduced(entering);
        _state[entering] = InTree;
        // The arc as its lower node will see it when that is where the flow comes from.
        var (along, against) = (capacity - delta, delta);
        if (upLeast == delta)
            Exchange(upBlocks, second, first, join, entering, against, along, forward ? reduced : -reduced);
        else
            Exchange(downBlocks, first, second, join, entering, along, against, forward ? -reduced : reduced);
        return true;
    }

    /// <summary>Cuts the subtree of a node off and hangs it, by another of its nodes, below a node outside.</summary>
    private void Exchange(int cut, int hook, int below, int join, int entering, long up, long down, long shift)
    {
        var tree = _tree;
        var leaving = tree[cut].Arc;
        var carried = _from[leaving] == cut ? tree[cut].Down : tree[cut].Up;
        _state[leaving] = carried == 0 ? AtLower : AtUpper;
        var size = tree[cut].Size;

        // Out of the thread, and out of the ancestors.
        var last = tree[cut].Last;
        var (before, after) = (_previous[cut], _next[last]);
        var old = tree[cut].Parent;
        Link(before, after);
        for (var node = old; node >= 0 && tree[node].Last == last; node = tree[node].Parent)
            tree[node].Last = before;
        for (var node = old; node != join; node = tree[node].Parent)
            tree[node].Size -= size;

        var tail = Turn(cut, hook, below, entering, up, down);

        // Into the thread right behind its new parent, and into the ancestors.
        Link(tail, _next[below]);
        Link(below, hook);
        for (var node = below; node >= 0 && tree[node].Last == below; node = tree[node].Parent)
            tree[node].Last = tail;
        for (var node = below; node != join; node = tree[node].Parent)
            tree[node].Size += size;
        if (size <= _nodes / 2)
            Shift(hook, tail, shift);
        else
            Shift(_next[tail], _previous[hook], -shift);
    }

    /// <summary>Moves the potentials of a stretch of the preorder ring. Only differences matter, so what is outside can move the other way.</summary>
    private void Shift(int node, int last, long shift)
    {
        for (; ; node = _next[node])
        {
            _potential[node] += shift;
            if (node == last)
                break;
        }
    }

    /// <summary>
    /// Turns the path from the hook up to the cut upside down and returns the last node of the new preorder of the subtree: that of the hook,
    /// then its former parent with the rest of that one's, and so on.
    /// </summary>
    private int Turn(int cut, int hook, int below, int entering, long up, long down)
    {
        var tree = _tree;
        var whole = tree[cut].Size;
        var (node, parent, tail) = (hook, tree[hook].Parent, tree[hook].Last);
        var (oldSize, oldLast, oldPrevious, oldNext) = (tree[hook].Size, tail, _previous[hook], _next[tail]);
        var (arc, oldUp, oldDown) = (tree[hook].Arc, tree[hook].Up, tree[hook].Down);
        (tree[hook].Parent, tree[hook].Arc, tree[hook].Up, tree[hook].Down, tree[hook].Size) = (below, entering, up, down, whole);
        while (node != cut)
        {
            // The rest of the parent: what comes before the node's own segment, and what comes after it.
            ref var lower = ref tree[parent];
            var (last, previous, next) = (lower.Last, _previous[parent], lower.Last == oldLast ? oldNext : _next[lower.Last]);
            var end = oldPrevious;
            if (last != oldLast)
            {
                Link(oldPrevious, oldNext);
                end = last;
            }
            Link(tail, parent);
            tail = end;
            var grand = lower.Parent;
            lower.Parent = node;
            (lower.Arc, arc) = (arc, lower.Arc);
            (lower.Up, lower.Down, oldUp, oldDown) = (oldDown, oldUp, lower.Up, lower.Down);
            (lower.Size, oldSize) = (whole - oldSize, lower.Size);
            (oldLast, oldPrevious, oldNext) = (last, previous, next);
            (node, parent) = (parent, grand);
        }
        for (; node != below; node = tree[node].Parent)
            tree[node].Last = tail;
        return tail;
    }

    private long Reduced(int arc) => _cost[arc] + _potential[_from[arc]] - _potential[_to[arc]];

    private void Link(int one, int other)
    {
        _next[one] = other;
        _previous[other] = one;
    }
}
