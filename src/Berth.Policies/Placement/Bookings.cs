namespace Berth.Policies.Placement;

/// <summary>What runs on each node and until when it is expected to, and what waits for it.</summary>
internal sealed class Bookings(int nodes)
{
    private static readonly Queue<(TaskRequest Task, double Seconds)> NoneWaiting = new();

    private readonly Running[]?[] _running = new Running[]?[nodes];
    private readonly int[] _count = new int[nodes];
    private readonly Queue<(TaskRequest Task, double Seconds)>?[] _waiting = new Queue<(TaskRequest, double)>?[nodes];
    private readonly Outlook?[] _outlooks = new Outlook?[nodes];

    /// <summary>Number of tasks that wait for any node.</summary>
    internal int Waiting { get; private set; }

    internal bool AnyWaiting(int node) => _waiting[node] is { Count: > 0 };

    internal int WaitingAt(int node) => _waiting[node]?.Count ?? 0;

    internal TaskRequest? FirstWaiting(int node) => _waiting[node] is { Count: > 0 } queue ? queue.Peek().Task : null;

    /// <summary>Takes the first that waits for a node from its queue, and says how many seconds it is expected to run.</summary>
    internal double Unwait(int node)
    {
        Waiting--;
        _outlooks[node] = null;
        return _waiting[node]!.Dequeue().Seconds;
    }

    internal void Wait(int node, TaskRequest task, double seconds)
    {
        _outlooks[node]?.Append(task.Demand, seconds, first: !AnyWaiting(node));
        (_waiting[node] ??= new()).Enqueue((task, seconds));
        Waiting++;
    }

    internal bool Runs(int node, int task) => Find(node, task) >= 0;

    internal void Run(int node, TaskRequest task, long now, double seconds) => Run(node, task, Outlook.End(now, seconds));

    internal void Run(int node, TaskRequest task, long end)
    {
        var running = _running[node] ??= new Running[4];
        if (_count[node] == running.Length)
        {
            Array.Resize(ref running, running.Length * 2);
            _running[node] = running;
        }
        running[_count[node]++] = new(task, end);
        _outlooks[node] = null;
    }

    /// <summary>Forgets a task; true when it was running.</summary>
    internal bool Remove(int node, int task)
    {
        _outlooks[node] = null;
        if (Find(node, task) is var at and >= 0)
        {
            var running = _running[node]!;
            running[at] = running[--_count[node]];
            running[_count[node]] = default;
            return true;
        }
        if (_waiting[node] is { } queue)
        {
            Waiting -= queue.Count;
            _waiting[node] = queue = new(queue.Where(waiting => waiting.Task.Id != task));
            Waiting += queue.Count;
        }
        return false;
    }

    /// <summary>Forgets everything of a node and returns it: the running, then the waiting.</summary>
    internal List<TaskRequest> Clear(int node, Action<TaskRequest> returned)
    {
        _outlooks[node] = null;
        var all = new List<TaskRequest>();
        for (var at = 0; at < _count[node]; at++)
        {
            returned(_running[node]![at].Task);
            all.Add(_running[node]![at].Task);
        }
        all.Sort((one, other) => one.Id.CompareTo(other.Id));
        _count[node] = 0;
        if (_waiting[node] is { } queue)
        {
            all.AddRange(queue.Select(waiting => waiting.Task));
            Waiting -= queue.Count;
            queue.Clear();
        }
        return all;
    }

    /// <summary>
    /// When a demand that has no room now finds some, later than now, if those that run end as expected and those that wait start in their order.
    /// Graphics processors count by their total, but what waits first waits at least for the next end.
    /// </summary>
    internal long EarliestStart(int node, in Demand demand, Room free, long now)
    {
        if (_outlooks[node] is not { } outlook || outlook.IsPast(now))
        {
            outlook = new(now, free);
            for (var at = 0; at < _count[node]; at++)
                outlook.Add(_running[node]![at].Task.Demand, _running[node]![at].End);
            var first = true;
            foreach (var (task, seconds) in _waiting[node] ?? NoneWaiting)
            {
                outlook.Append(task.Demand, seconds, first);
                first = false;
            }
            _outlooks[node] = outlook;
        }
        return Math.Max(now + 1, outlook.Start(demand, first: !AnyWaiting(node)));
    }

    /// <summary>What runs on a node.</summary>
    internal IReadOnlyList<RunningTask> RunningAt(int node) =>
        _count[node] == 0 ? [] : [.. _running[node]!.Take(_count[node]).Select(running => new RunningTask(running.Task.Name, running.Task.Demand, running.End))];

    /// <summary>What waits for a node, in its order.</summary>
    internal IReadOnlyList<TaskRequest> WaitingFor(int node) => AnyWaiting(node) ? [.. _waiting[node]!.Select(waiting => waiting.Task)] : [];

    /// <summary>Adds the cores that are still expected to be taken at each of some ascending moments; what waits counts at all of them.</summary>
    internal void AddLoad(int node, ReadOnlySpan<long> moments, Span<double> cores)
    {
        for (var at = 0; at < _count[node]; at++)
        {
            ref readonly var running = ref _running[node]![at];
            for (var moment = 0; moment < moments.Length && moments[moment] < running.End; moment++)
                cores[moment] += running.Task.Demand.Cpu;
        }
        foreach (var (task, _) in _waiting[node] ?? NoneWaiting)
            foreach (ref var load in cores)
                load += task.Demand.Cpu;
    }

    private int Find(int node, int task)
    {
        for (var at = 0; at < _count[node]; at++)
            if (_running[node]![at].Task.Id == task)
                return at;
        return -1;
    }

    private readonly record struct Running(TaskRequest Task, long End);
}
