using Berth.Accounting.Jobs;
using Berth.Emulation.Functions;
using Berth.Emulation.Runs;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Policies.Placement;
using Berth.Records.Store;
using Berth.Simulation.Jobs;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Calls;

/// <summary>Executes the calls of an experiment on all nodes of its world, under one policy after the other. A worker stands on each whole core of every node, from the first policy to the last.</summary>
internal sealed class CallExecution : IDisposable
{
    private readonly RunStore _store;
    private readonly Experiment _experiment;
    private readonly IFunctionWorld _world;
    private readonly List<FunctionWorker> _workers;

    internal CallExecution(RunStore store, Experiment experiment, IFunctionWorld world)
    {
        (_store, _experiment, _world) = (store, experiment, world);
        _workers = [.. world.Nodes.SelectMany(node => node.LaneCores.SelectMany((cores, lane) => Enumerable.Repeat(lane, cores)).Take((int)node.Node.Site.Cpu.Cores)
            .Select(lane => new FunctionWorker(node, lane)))];
    }

    /// <summary>Starts the workers and lets each execute every function once, as small as it is called, while every core runs all the time: what a function prepares for the next calls is there then.</summary>
    /// <exception cref="Exception">One cannot start: the exception of its world.</exception>
    internal async Task StartAsync(CancellationToken cancellation)
    {
        _world.Open();
        await Task.WhenAll(_workers.Select(worker => WarmAsync(worker, cancellation))).ConfigureAwait(false);
        _world.Gate();
    }

    private async Task WarmAsync(FunctionWorker worker, CancellationToken cancellation)
    {
        foreach (var use in _experiment.Jobs.SelectMany(jobs => jobs.Calls!.Functions).DistinctBy(use => use.Function))
            await worker.ExecuteAsync(0, use.Function, use.Ranges.ToDictionary(range => range.Name, range => range.Least), cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs a repetition under one policy.</summary>
    /// <param name="one">Which.</param>
    /// <param name="jobs">The calls, and the policy as the experiment asks for it.</param>
    /// <param name="deployment">Number of its deployment in the records.</param>
    /// <param name="progress">Is told how many calls have ended.</param>
    /// <param name="cancellation">Ends it early; what was executed is kept.</param>
    /// <exception cref="Exception">Something that it needs has ended: the exception of its world.</exception>
    internal async Task<JobResult> RunAsync(JobCase one, JobWorld jobs, int deployment, Action<int> progress, CancellationToken cancellation)
    {
        var cluster = ClusterOf.Continuum(_experiment.Continuum, ConstantForecast.Of);
        var policy = jobs.Placement(one.Placement);
        var desk = new CallDesk(policy, cluster, new(jobs.Seed, $"placement {policy.Name}"), _experiment.Run.Queue == QueueDiscipline.Fcfs ? 1 : _experiment.Run.Batch);
        var runs = new List<CallRun>();
        var trial = new CallTrial(desk, jobs.Jobs, _workers.ToLookup(worker => cluster.IndexOf(worker.Node.Name)), _world.Dilation, run =>
        {
            runs.Add(run);
            _store.AddExecutions(deployment, [run.Execution]);
            progress(runs.Count);
        });
        var time = new WorldTime(trial.Begin, _world.Dilation);
        var record = new DeploymentRecord(deployment, one.Variant, $"calls {one.Placement}", one.Repetition, _world.Dilation, [], [.. _world.Nodes.Select(node => node.Node.Name)], trial.Begin);
        _store.SetDeployment(record);
        await _world.WhileSampledAsync(_store, deployment, trial.Begin, trial.RunAsync, cancellation).ConfigureAwait(false);
        _store.SetDeployment(record with { End = time.Undilate(MonotonicClock.Now) });
        _store.AddDecisions(deployment, [.. desk.Decisions.Select(decision => decision.Why).OfType<Policies.Decision>()]);
        return Result(jobs, desk, cluster, runs);
    }

    private JobResult Result(JobWorld jobs, CallDesk desk, Cluster cluster, List<CallRun> runs)
    {
        var end = runs.Select(run => run.End).DefaultIfEmpty(1).Max();
        var records = jobs.Jobs.Select(job => new JobRecord(JobOutcome.Stranded, job.Arrival.Nanoseconds, -1, -1, -1, 0, 0, 0, job.Deadline is not null, default)).ToArray();
        var nodes = new List<NodeReading>();
        for (var index = 0; index < cluster.Count; index++)
        {
            var own = runs.Where(run => run.Node == index).ToList();
            var (reading, charged) = CallEnergy.Of(_world.Nodes.First(node => node.Node.Name == cluster[index].Name).Node, own, end);
            nodes.Add(reading);
            foreach (var run in own)
                records[run.Call] = Record(jobs.Jobs[run.Call], run, charged[run.Call]);
        }
        var sites = cluster.Sites.Select((site, index) => new HourReading(
            end, index, nodes.Where(node => node.Site == site.Name).Aggregate(default(Amount), (sum, node) => sum + node.Total), nodes.Where(node => node.Site == site.Name).Sum(node => node.BusyCoreSeconds)));
        return new(jobs.Jobs, records, nodes, [.. sites], desk.Decisions, new Dictionary<int, string>(), end, runs.Count, desk.Decisions.Count);
    }

    private static JobRecord Record(Model.Jobs.Job job, CallRun run, Amount used)
    {
        var arrival = job.Arrival.Nanoseconds;
        var done = run.Execution.Outcome == ExecutionOutcome.Done;
        return new(
            done ? JobOutcome.Completed : JobOutcome.Failed, arrival, run.Start, done ? run.End : -1, run.Node, run.Seconds, run.Seconds, 0,
            job.Deadline is { } due && (!done || run.End > arrival + due.Nanoseconds), used);
    }

    /// <summary>Ends the workers.</summary>
    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.Dispose();
    }
}
