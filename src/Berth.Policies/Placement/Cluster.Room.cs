namespace Berth.Policies.Placement;

/// <content>Who fits where, and taking and giving back.</content>
public sealed partial class Cluster
{
    /// <summary>Whether a task has room on a node now and nothing forbids it.</summary>
    public bool Fits(TaskRequest task, int node) =>
        task.Demand.Cpu <= _cpuFree[node] && task.Demand.Memory <= _memoryFree[node]
        && (task.Demand.Gpu.Count == 0 || _gpus.Fits(node, task.Demand.Gpu))
        && (task.Admitted?.Contains(node) ?? true) && !_bookings.AnyWaiting(node) && Reaches(task, node);

    /// <summary>Whether only free cores and memory decide where a task fits: nothing forbids it any node, and no node has tasks that wait.</summary>
    internal bool OnlySizeMatters(TaskRequest task) => task.Demand.Gpu.Count == 0 && task.Admitted is null && task.Source < 0 && _bookings.Waiting == 0;

    /// <summary>Whether a task could run on a node that is there and empty.</summary>
    public bool EverFits(TaskRequest task, int node) =>
        task.Demand.Cpu <= _cpuCapacity[node] && task.Demand.Memory <= _memoryCapacity[node] && task.Demand.Gpu.Count <= _nodes[node].Gpus
        && (task.Admitted?.Contains(node) ?? true) && Reaches(task, node);

    /// <summary>Why a task can never run on a node, however empty; null when it can.</summary>
    public string? NeverFits(TaskRequest task, int node)
    {
        var demand = task.Demand;
        if (task.Admitted is { } admitted && !admitted.Contains(node))
            return admitted.Reason;
        if (demand.Cpu > _cpuCapacity[node])
            return $"has {_cpuCapacity[node] / 1000:0.###} cores, fewer than {demand.Cpu / 1000:0.###}";
        if (demand.Memory > _memoryCapacity[node])
            return $"has {_memoryCapacity[node] / (1 << 20):0.#} MiB of memory, less than {demand.Memory / (1 << 20):0.#}";
        if (!Reaches(task, node))
            return $"has no link to and from {_nodes[task.Source].Name}";
        return demand.Gpu.Count > _nodes[node].Gpus ? $"has {_nodes[node].Gpus} GPUs, fewer than {demand.Gpu.Count}" : null;
    }

    /// <summary>Why a task cannot start on a node now; null when it can.</summary>
    public string? Refusal(TaskRequest task, int node)
    {
        if (!IsUp(node))
            return "is away";
        if (NeverFits(task, node) is { } never)
            return never;
        if (_bookings.AnyWaiting(node))
            return "has tasks that wait for it";
        var demand = task.Demand;
        if (demand.Cpu > _cpuFree[node])
            return $"has {_cpuFree[node] / 1000:0.###} of {demand.Cpu / 1000:0.###} cores free";
        if (demand.Memory > _memoryFree[node])
            return $"has {_memoryFree[node] / (1 << 20):0.#} of {demand.Memory / (1 << 20):0.#} MiB of memory free";
        return Fits(task, node) ? null : "has too little free of its GPUs";
    }

    /// <summary>When a task could start on a node at the earliest, by the lengths of those that run and wait there; <see cref="long.MaxValue"/> is never.</summary>
    public long EarliestStart(TaskRequest task, int node, long now) =>
        !IsUp(node) || !EverFits(task, node) ? long.MaxValue
        : Fits(task, node) ? now
        : _bookings.EarliestStart(node, task.Demand, new(_cpuFree[node], _memoryFree[node], _gpus.TotalFree(node)), now);

    /// <summary>Seconds that a task runs on a node.</summary>
    public double RunTime(TaskRequest task, int node) => task.Length / _speed[node];

    /// <summary>Number of tasks that wait for a node.</summary>
    public int Waiting(int node) => _bookings.WaitingAt(node);

    /// <summary>Keeps in mind that a task was put off and is meant to start in a site at a moment.</summary>
    internal void Expect(TaskRequest task, int site, long start, double seconds) => _expected.Add((site, start, Outlook.End(start, seconds), task.Demand.Cpu));

    /// <summary>
    /// The cores that are expected to be taken in each site at some ascending moments: by what runs until after them, by what waits, and by what was put off until
    /// before them.
    /// </summary>
    internal void ReadLoads(long now, ReadOnlySpan<long> moments, double[][] cores)
    {
        foreach (var site in cores)
            site.AsSpan(0, moments.Length).Clear();
        for (var node = 0; node < Count; node++)
            _bookings.AddLoad(node, moments, cores[_site[node]].AsSpan(0, moments.Length));
        _expected.RemoveAll(expected => expected.Start <= now);
        foreach (var (site, start, end, cpu) in _expected)
            for (var moment = 0; moment < moments.Length && moments[moment] < end; moment++)
                if (moments[moment] >= start)
                    cores[site][moment] += cpu;
    }

    /// <summary>Gives a task to a node: it runs from now if it has room, else it waits there.</summary>
    /// <param name="task">The task.</param>
    /// <param name="node">Index of the node.</param>
    /// <param name="now">Nanoseconds of the world's clock.</param>
    /// <param name="seconds">How long it is expected to run there; null goes by the length that it declares.</param>
    public void Take(TaskRequest task, int node, long now, double? seconds = null)
    {
        if (NeverFits(task, node) is { } why)
            throw new InvalidOperationException($"{task.Name} was given to {_nodes[node].Name}, which {why}");
        if (!IsUp(node))
            throw new InvalidOperationException($"{task.Name} was given to {_nodes[node].Name}, which is away");
        LastPlaced = node;
        _tasks[node]++;
        var expected = seconds ?? RunTime(task, node);
        if (Fits(task, node))
            Start(task, node, now, expected);
        else
            _bookings.Wait(node, task, expected);
    }

    /// <summary>Whether a task runs on a node, rather than waits for it.</summary>
    public bool Runs(int task, int node) => _bookings.Runs(node, task);

    /// <summary>Ends a task, running or waiting, and returns the waiting tasks of its node that start now, in order.</summary>
    public IReadOnlyList<TaskRequest> Give(TaskRequest task, int node, long now)
    {
        if (_bookings.Remove(node, task.Id))
            Return(task.Demand, node, task.Id);
        _tasks[node]--;
        return StartWaiting(node, now);
    }

    /// <summary>Takes a node away with all that runs and waits on it, which is returned in order.</summary>
    public IReadOnlyList<TaskRequest> Fail(int node)
    {
        var lost = _bookings.Clear(node, running => Return(running.Demand, node, running.Id));
        _tasks[node] = 0;
        _cpuFree[node] = Away;
        return lost;
    }

    /// <summary>Brings an empty node back.</summary>
    public void Recover(int node) => _cpuFree[node] = _cpuCapacity[node];

    /// <summary>Whether packets can go between a node and the source of a task, if it has one.</summary>
    private bool Reaches(TaskRequest task, int node) => task.Source < 0 || Connected(task.Source, node);

    private void Start(TaskRequest task, int node, long now, double seconds)
    {
        _cpuFree[node] -= task.Demand.Cpu;
        _memoryFree[node] -= task.Demand.Memory;
        if (task.Demand.Gpu.Count > 0)
            _gpus.Take(node, task.Demand.Gpu, task.Id);
        _bookings.Run(node, task, now, seconds);
    }

    private void Return(in Demand demand, int node, int task)
    {
        _cpuFree[node] += demand.Cpu;
        _memoryFree[node] += demand.Memory;
        if (demand.Gpu.Count > 0)
            _gpus.Return(demand.Gpu, task);
    }

    private List<TaskRequest> StartWaiting(int node, long now)
    {
        if (!_bookings.AnyWaiting(node))
            return Nothing;
        var started = new List<TaskRequest>();
        while (_bookings.FirstWaiting(node) is { } next && next.Demand.Cpu <= _cpuFree[node] && next.Demand.Memory <= _memoryFree[node]
            && (next.Demand.Gpu.Count == 0 || _gpus.Fits(node, next.Demand.Gpu)))
        {
            Start(next, node, now, _bookings.Unwait(node));
            started.Add(next);
        }
        return started;
    }

    private static readonly List<TaskRequest> Nothing = [];
}
