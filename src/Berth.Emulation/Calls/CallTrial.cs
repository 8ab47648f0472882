using Berth.Emulation.Functions;
using Berth.Emulation.World;
using Berth.Model.Jobs;
using Berth.Model.Observations;
using Berth.Policies.Placement;
using Berth.Simulation.Jobs;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Calls;

/// <summary>The calls of a repetition under one policy: they come on schedule, the policy says where, and a worker of that node executes them, one at a time on each core.</summary>
/// <param name="desk">Asks the policy.</param>
/// <param name="jobs">The calls by arrival.</param>
/// <param name="workers">The workers by the index of their node.</param>
/// <param name="dilation">How many times slower than real time the world runs.</param>
/// <param name="ended">Is told of each call that has ended.</param>
internal sealed class CallTrial(CallDesk desk, IReadOnlyList<Job> jobs, ILookup<int, FunctionWorker> workers, double dilation, Action<CallRun> ended)
{
    /// <summary>From the start until time 0 of the calls, so that the first is not late.</summary>
    private const long Prelude = 100_000_000;

    private readonly long _begin = MonotonicClock.Now + Prelude;
    private readonly Dictionary<int, Stack<FunctionWorker>> _free = workers.ToDictionary(group => group.Key, group => new Stack<FunctionWorker>(group));
    private readonly List<Task<CallRun>> _running = [];
    private readonly Dictionary<int, (TaskRequest Task, FunctionWorker Worker)> _started = [];
    private int _next;

    /// <summary>Time 0 of the calls, nanoseconds of the machine's clock.</summary>
    internal long Begin => _begin;

    private long Now => (long)((MonotonicClock.Now - _begin) / dilation);

    /// <summary>Runs them all, or until nothing can happen any more.</summary>
    /// <exception cref="EmulationException">A worker that had died cannot be started again.</exception>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            for (var again = desk.AsksAgain(Now); _running.Count > 0 || _next < jobs.Count || again is not null; again = desk.AsksAgain(Now))
            {
                await HappensAsync(again ?? long.MaxValue, all.Token).ConfigureAwait(false);
                foreach (var done in _running.Where(run => run.IsCompleted).ToList())
                {
                    _running.Remove(done);
                    End(await done.ConfigureAwait(false), all.Token);
                }
                while (_next < jobs.Count && jobs[_next].Arrival.Nanoseconds <= Now)
                    Start(desk.Arrive(jobs[_next].Request(_next, jobs[_next++].Name), Now), all.Token);
                if (again <= Now)
                    Start(desk.Ask(Now), all.Token);
            }
        }
        finally
        {
            await all.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_running).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a call comes or ends, or the policy wants to be asked again.</summary>
    private async Task HappensAsync(long again, CancellationToken cancellation)
    {
        var next = Math.Min(_next < jobs.Count ? jobs[_next].Arrival.Nanoseconds : long.MaxValue, again);
        var wait = next == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromMicroseconds(Math.Max(0, (next * dilation + _begin - MonotonicClock.Now) / 1000));
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny([.. _running, Task.Delay(wait, late.Token)]).ConfigureAwait(false);
        await late.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    private void Start(IReadOnlyList<(TaskRequest Task, int Node)> started, CancellationToken cancellation)
    {
        foreach (var (task, node) in started)
        {
            var worker = _free[node].Pop();
            _started[task.Id] = (task, worker);
            _running.Add(ExecuteAsync(task, node, worker, cancellation));
        }
    }

    private async Task<CallRun> ExecuteAsync(TaskRequest task, int node, FunctionWorker worker, CancellationToken cancellation)
    {
        var start = Now;
        var execution = await worker.ExecuteAsync(task.Id + 1, task.Call!.Function, task.Call.Parameters, cancellation).ConfigureAwait(false);
        var end = Math.Max(start + 1, Now);
        var (told, used) = worker.InWorld(execution, new(_begin, dilation));
        return new(task.Id, node, start, end, told, used);
    }

    private void End(CallRun run, CancellationToken cancellation)
    {
        ended(run);
        _started.Remove(run.Call, out var started);
        _free[run.Node].Push(started.Worker);
        Start(desk.End(started.Task, run.Node, Now), cancellation);
    }
}
