namespace Berth.Policies.Placement;

/// <summary>What runs on each node and until when it is expected to, and what waits for it.</summary>
internal sealed class Bookings(int nodes)
{
    private readonly Running[]?[] _running = new Running[]?[nodes];
    private readonly int[] _count = new int[nodes];
    private readonly Queue<(TaskRequest Task, double Seconds)>?[] _waiting = new Queue<(TaskRequest, double)>?[nodes];

    internal bool AnyWaiting(int node) => _waiting[node] is { Count: > 0 };

    internal TaskRequest? FirstWaiting(int node) => _waiting[node] is { Count: > 0 } queue ? queue.Peek().Task : null;

    internal void Unwait(int node) => _waiting[node]!.Dequeue();

    internal void Wait(int node, TaskRequest task, double seconds) => (_waiting[node] ??= new()).Enqueue((task, seconds));

    internal bool Runs(int node, int task) => Find(node, task) >= 0;

    internal void Run(int node, TaskRequest task, long now, double seconds)
    {
        var running = _running[node] ??= new Running[4];
        if (_count[node] == running.Length)
        {
            Array.Resize(ref running, running.Length * 2);
            _running[node] = running;
        }
        running[_count[node]++] = new(task, Expected(now, seconds));
    }

    /// <summary>Forgets a task; true when it was running.</summary>
    internal bool Remove(int node, int task)
    {
        if (Find(node, task) is var at and >= 0)
        {
            var running = _running[node]!;
            running[at] = running[--_count[node]];
            running[_count[node]] = default;
            return true;
        }
        if (_waiting[node] is { } queue)
            _waiting[node] = new(queue.Where(waiting => waiting.Task.Id != task));
        return false;
    }

    /// <summary>Forgets everything of a node and returns it: the running, then the waiting.</summary>
    internal List<TaskRequest> Clear(int node, Action<TaskRequest> returned)
    {
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
            queue.Clear();
        }
        return all;
    }

    /// <summary>
    /// When a demand finds room if those that run end as expected and those that wait start in their order.
    /// Graphics processors count by their total.
    /// </summary>
    internal long EarliestStart(int node, in Demand demand, Room free, long now)
    {
        var ends = new PriorityQueue<Demand, long>();
        for (var at = 0; at < _count[node]; at++)
            ends.Enqueue(_running[node]![at].Task.Demand, Math.Max(now, _running[node]![at].End));
        var moment = now;
        foreach (var (task, seconds) in _waiting[node] ?? [])
        {
            Advance(task.Demand, ref moment, ref free, ends);
            free = free.Less(task.Demand);
            ends.Enqueue(task.Demand, Expected(moment, seconds));
        }
        Advance(demand, ref moment, ref free, ends);
        return moment;
    }

    private static void Advance(in Demand demand, ref long moment, ref Room free, PriorityQueue<Demand, long> ends)
    {
        while (!free.Holds(demand) && ends.TryDequeue(out var returned, out var end))
        {
            moment = Math.Max(moment, end);
            free = free.More(returned);
        }
    }

    private static long Expected(long now, double seconds) =>
        double.IsFinite(seconds) && seconds < 9e9 - now * 1e-9 ? now + (long)Math.Round(seconds * 1e9) : long.MaxValue;

    private int Find(int node, int task)
    {
        for (var at = 0; at < _count[node]; at++)
            if (_running[node]![at].Task.Id == task)
                return at;
        return -1;
    }

    private readonly record struct Running(TaskRequest Task, long End);
}

/// <summary>Free room of a node.</summary>
internal readonly record struct Room(double Cpu, double Memory, int GpuMilli)
{
    internal bool Holds(in Demand demand) => Cpu >= demand.Cpu && Memory >= demand.Memory && GpuMilli >= demand.Gpu.TotalMilli;

    internal Room Less(in Demand demand) => new(Cpu - demand.Cpu, Memory - demand.Memory, GpuMilli - demand.Gpu.TotalMilli);

    internal Room More(in Demand demand) => new(Cpu + demand.Cpu, Memory + demand.Memory, GpuMilli + demand.Gpu.TotalMilli);
}
