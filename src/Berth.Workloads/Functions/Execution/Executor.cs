using Berth.Workloads.Clock;

namespace Berth.Workloads.Functions.Execution;

/// <summary>
/// Executes one request at a time, in the order in which they came, on a thread that lives as long as the process: the kernel ends the children of a thread
/// with it. A bounded number waits.
/// </summary>
internal sealed class Executor
{
    private const int Remembered = 64;
    private const long Megabyte = 1_000_000;
    private const long CollectAbove = 32 * Megabyte;

    private readonly object gate = new();
    private readonly Queue<RequestedExecution> waiting = new();
    private readonly Queue<RequestedExecution> finished = new();
    private readonly Dictionary<string, RequestedExecution> known = new(StringComparer.Ordinal);
    private readonly ExecutionRun run;
    private readonly int limit;
    private RequestedExecution? running;
    private long lastId;
    private double recentSeconds;
    private bool isEnding;

    /// <param name="children">Where functions register their programs.</param>
    /// <param name="limit">How many may wait.</param>
    internal Executor(ChildProcesses children, int limit)
    {
        (run, this.limit) = (new(children), limit);
        new Thread(Work) { IsBackground = true, Name = "executions" }.Start();
    }

    /// <summary>Executions that wait.</summary>
    internal int Waiting
    {
        get
        {
            lock (gate)
                return waiting.Count;
        }
    }

    /// <summary>Whether one is executed now.</summary>
    internal bool IsBusy
    {
        get
        {
            lock (gate)
                return running is not null;
        }
    }

    /// <summary>Seconds after which there may be room: what those that wait will take if they take as long as the last ones.</summary>
    internal int RetrySeconds => (int)Math.Clamp(Math.Ceiling(Volatile.Read(ref recentSeconds)), 1, 600);

    /// <summary>The next number that no client has taken as its name.</summary>
    internal string NextId()
    {
        lock (gate)
        {
            string id;
            do
                id = (++lastId).ToString();
            while (known.ContainsKey(id));
            return id;
        }
    }

    /// <summary>Lets an execution wait for its turn.</summary>
    internal Admission TryAdd(RequestedExecution execution)
    {
        lock (gate)
        {
            if (isEnding)
                return Admission.Ending;
            if (known.TryGetValue(execution.Id, out var other) && other.State != ExecutionState.Finished)
                return Admission.IdIsTaken;
            // The one that is about to be taken by an idle thread does not wait.
            if (waiting.Count >= limit + (running is null ? 1 : 0))
                return Admission.QueueIsFull;
            known[execution.Id] = execution;
            waiting.Enqueue(execution);
            Monitor.PulseAll(gate);
            return Admission.Taken;
        }
    }

    /// <summary>An execution that waits, runs, or is one of the last that have finished.</summary>
    internal RequestedExecution? Find(string id)
    {
        lock (gate)
            return known.GetValueOrDefault(id);
    }

    /// <summary>Those that run or wait, in their order.</summary>
    internal IReadOnlyList<RequestedExecution> Open()
    {
        lock (gate)
            return running is null ? [.. waiting] : [running, .. waiting.Where(execution => execution.State == ExecutionState.Waiting)];
    }

    /// <summary>Calls an execution off. One that waits has its answer at once.</summary>
    /// <returns>False when it had finished before.</returns>
    internal bool Cancel(RequestedExecution execution)
    {
        lock (gate)
        {
            switch (execution.State)
            {
                case ExecutionState.Finished:
                    return false;
                case ExecutionState.Waiting:
                    // It leaves the queue at once, so that another may come.
                    for (var count = waiting.Count; count > 0; count--)
                        if (waiting.Dequeue() is var other && other != execution)
                            waiting.Enqueue(other);
                    Close(execution, ExecutionRun.NotBegun(execution));
                    return true;
                default:
                    // Within the lock: it is disposed when it has finished.
                    execution.Cancel();
                    return true;
            }
        }
    }

    /// <summary>Takes nothing more, calls off what waits, and waits for what runs, which is called off when it takes too long.</summary>
    internal void End(TimeSpan grace)
    {
        List<RequestedExecution> rest;
        lock (gate)
        {
            isEnding = true;
            rest = [.. waiting];
        }
        foreach (var execution in rest)
            Cancel(execution);
        lock (gate)
        {
            var until = MonotonicClock.Now + (long)(grace.TotalSeconds * 1e9);
            while (running is not null && until - MonotonicClock.Now is > 0 and var left)
                Monitor.Wait(gate, TimeSpan.FromMicroseconds(left / 1e3));
            running?.Cancel();
            while (running is not null)
                Monitor.Wait(gate);
        }
    }

    private void Work()
    {
        while (true)
        {
            RequestedExecution execution;
            lock (gate)
            {
                while (waiting.Count == 0)
                    Monitor.Wait(gate);
                execution = running = waiting.Dequeue();
                execution.State = ExecutionState.Running;
            }
            var answer = run.Execute(execution);
            lock (gate)
            {
                running = null;
                recentSeconds = recentSeconds == 0 ? (answer.End - answer.Start) / 1e9 : 0.7 * recentSeconds + 0.3 * ((answer.End - answer.Start) / 1e9);
                Close(execution, answer);
                Monitor.PulseAll(gate);
            }
            // What one execution leaves behind should not count as memory of the next.
            if (GC.GetTotalMemory(false) > CollectAbove)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private void Close(RequestedExecution execution, FunctionAnswer answer)
    {
        execution.State = ExecutionState.Finished;
        finished.Enqueue(execution);
        if (finished.Count > Remembered && finished.Dequeue() is var oldest && known.GetValueOrDefault(oldest.Id) == oldest)
            known.Remove(oldest.Id);
        execution.Finish(answer);
    }
}
