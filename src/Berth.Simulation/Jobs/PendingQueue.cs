namespace Berth.Simulation.Jobs;

/// <summary>Pending tasks: by priority, then submission, then number. Linked through the task table, so that adding and removing cost nothing.</summary>
internal sealed class PendingQueue(JobTable table)
{
    private const int None = -1;

    private readonly SortedList<int, (int Head, int Tail)> _lists = [];

    internal int Count { get; private set; }

    internal void Add(int task)
    {
        ref var state = ref table.Task(task);
        var key = -state.Request.Priority;
        if (!_lists.TryGetValue(key, out var list))
            list = (None, None);
        var before = list.Tail;
        while (before != None && ComesLater(before, task))
            before = table.Task(before).Previous;
        var after = before == None ? list.Head : table.Task(before).Next;
        (state.Previous, state.Next) = (before, after);
        if (before == None)
            list.Head = task;
        else
            table.Task(before).Next = task;
        if (after == None)
            list.Tail = task;
        else
            table.Task(after).Previous = task;
        _lists[key] = list;
        (state.Phase, state.Asked) = (TaskPhase.Pending, false);
        Count++;
    }

    internal void Remove(int task)
    {
        ref var state = ref table.Task(task);
        var key = -state.Request.Priority;
        var list = _lists[key];
        if (state.Previous == None)
            list.Head = state.Next;
        else
            table.Task(state.Previous).Next = state.Next;
        if (state.Next == None)
            list.Tail = state.Previous;
        else
            table.Task(state.Next).Previous = state.Previous;
        _lists[key] = list;
        state.Phase = TaskPhase.Idle;
        Count--;
    }

    /// <summary>The first task in order; -1 when there is none.</summary>
    internal int First => HeadFrom(0);

    /// <summary>The task that comes after another; -1 when that is the last.</summary>
    internal int After(int task)
    {
        ref var state = ref table.Task(task);
        return state.Next != None ? state.Next : HeadFrom(_lists.IndexOfKey(-state.Request.Priority) + 1);
    }

    private int HeadFrom(int index)
    {
        for (; index < _lists.Count; index++)
            if (_lists.GetValueAtIndex(index).Head is var head and not None)
                return head;
        return None;
    }

    private bool ComesLater(int one, int other)
    {
        var (left, right) = (table.Task(one).Request.Submitted, table.Task(other).Request.Submitted);
        return left > right || (left == right && one > other);
    }
}
