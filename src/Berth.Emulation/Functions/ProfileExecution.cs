using Berth.Emulation.Runs;
using Berth.Learning.Performance.Sequential;
using Berth.Model;
using Berth.Model.Functions;
using Berth.Model.Observations;
using Berth.Records;
using Berth.Records.Store;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Functions;

/// <summary>Executes the functions of a profile on the first node of every site, all sites side by side, and keeps what each execution took.</summary>
/// <param name="store">Where to.</param>
/// <param name="journal">Is told how far it is, and what went wrong.</param>
/// <param name="experiment">An experiment with a profile.</param>
/// <param name="world">Its world.</param>
public sealed class ProfileExecution(RunStore store, RunJournal journal, Experiment experiment, IFunctionWorld world)
{
    /// <summary>Name of its deployment in the records.</summary>
    public const string Name = "profile";

    /// <summary>Seconds that one usually takes.</summary>
    public const double UsualSeconds = 300;

    private const int ProgressSteps = 20;

    private readonly ProfilePlan _profile = experiment.Profile!;
    private readonly double _before = journal.DoneSeconds;
    private long _number;
    private int _done;

    /// <summary>Runs it.</summary>
    /// <param name="variant">Number of the variant.</param>
    /// <param name="deployment">Number of its deployment.</param>
    /// <param name="cancellation">Ends it early; what was executed is kept.</param>
    /// <exception cref="Exception">The functions cannot be started on a node: the exception of its world.</exception>
    public async Task RunAsync(int variant, int deployment, CancellationToken cancellation)
    {
        journal.Report("profile: starting the functions on every site");
        IReadOnlyList<ExecutionSize> sizes = [.. experiment.Continuum.Sites.Select(ExecutionSize.Of)];
        var workers = world.Nodes.DistinctBy(node => node.Node.Site.Name).Select(node => new FunctionWorker(node)).ToList();
        try
        {
            world.Open();
            await Task.WhenAll(workers.Select(worker => worker.StartAsync(cancellation))).ConfigureAwait(false);
            world.Gate();
            var start = MonotonicClock.Now;
            var time = new WorldTime(start, world.Dilation);
            var record = new DeploymentRecord(deployment, variant, Name, 1, world.Dilation, [], [.. workers.Select(worker => worker.Node.Name)], start, null, null);
            store.SetDeployment(record);
            ProfileState? state = null;
            await world.WhileSampledAsync(store, deployment, start, async stop => state = await ExecuteAllAsync(stop).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            store.SetDeployment(record with { End = time.Undilate(MonotonicClock.Now) });
            if (state is { Reached: false })
                journal.Fail(deployment, $"profile: {state.Sentence}; more executions (profile.until.most) or narrower ranges would bring it further");

            async Task<ProfileState?> ExecuteAllAsync(CancellationToken stop)
            {
                if (_profile.Target is { } target)
                    return await new SequentialProfile(_profile.Functions, target, sizes, experiment.Seed, candidate => ExecuteAsync(
                        workers.Find(worker => worker.Node.Site.Name == candidate.Size.Name)!, candidate.Function, candidate.Parameters, target.Most, stop), Tell).RunAsync().ConfigureAwait(false);
                await Task.WhenAll(workers.Select(worker => FillAsync(worker, stop))).ConfigureAwait(false);
                return null;
            }

            async Task FillAsync(FunctionWorker worker, CancellationToken stop)
            {
                var design = new FunctionDesign(_profile.Functions, experiment.Seed, worker.Node.Name);
                for (var count = 0; count < _profile.Executions; count++)
                {
                    var (function, parameters) = design.Next();
                    await ExecuteAsync(worker, function, parameters, _profile.Executions * workers.Count, stop).ConfigureAwait(false);
                }
            }

            async Task<Execution> ExecuteAsync(FunctionWorker worker, string function, IReadOnlyDictionary<string, double> parameters, int all, CancellationToken stop)
            {
                var executed = await worker.ExecuteAsync(Interlocked.Increment(ref _number), function, parameters, stop).ConfigureAwait(false);
                var execution = worker.InWorld(executed, time).Execution;
                store.AddExecutions(deployment, [execution]);
                Progress(Interlocked.Increment(ref _done), all);
                return execution;
            }

            void Tell(ProfileState state, string text)
            {
                store.SetMeta(ProfileState.Key(variant), state);
                store.AddEvents(new EventRecord(deployment, MonotonicClock.Now, Name, text));
            }
        }
        finally
        {
            foreach (var worker in workers)
                worker.Dispose();
        }
    }

    private void Progress(int done, int all)
    {
        journal.DoneSeconds = _before + UsualSeconds * done / all;
        if (done * ProgressSteps / all > (done - 1) * ProgressSteps / all)
            journal.Report($"profile: {(double)done / all:0 %} of the executions");
    }
}
