using Berth.Emulation.Runs;
using Berth.Emulation.World;
using Berth.Learning.Performance.Sequential;
using Berth.Model;
using Berth.Model.Functions;
using Berth.Model.Observations;
using Berth.Records.Store;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Functions;

/// <summary>Executes the functions of a profile on the first node of every site, all sites side by side, and keeps what each execution took.</summary>
/// <param name="store">Where to.</param>
/// <param name="experiment">An experiment with a profile.</param>
/// <param name="world">Its world.</param>
/// <param name="progress">Is told the part that is done.</param>
public sealed class ProfileEmulation(RunStore store, Experiment experiment, EmulatedWorld world, Action<double> progress)
{
    /// <summary>Name of its deployment in the records.</summary>
    public const string Name = "profile";

    private readonly ProfilePlan _profile = experiment.Profile!;
    private long _number;
    private int _done;

    /// <summary>Runs it.</summary>
    /// <param name="variant">Number of the variant.</param>
    /// <param name="deployment">Number of its deployment.</param>
    /// <param name="cancellation">Ends it early; what was executed is kept.</param>
    /// <returns>How well the functions are known, where executions were chosen; else null.</returns>
    /// <exception cref="EmulationException">The functions cannot be started on a node.</exception>
    internal async Task<ProfileState?> RunAsync(int variant, int deployment, CancellationToken cancellation)
    {
        IReadOnlyList<ExecutionSize> sizes = [.. experiment.Continuum.Sites.Select(ExecutionSize.Of)];
        var workers = world.Nodes.DistinctBy(node => node.Node.Site.Name).Select(node => new FunctionWorker(node)).ToList();
        try
        {
            world.OpenLanes();
            await Task.WhenAll(workers.Select(worker => worker.StartAsync(cancellation))).ConfigureAwait(false);
            world.GateLanes();
            var start = MonotonicClock.Now;
            var time = new WorldTime(start, world.Dilation);
            var record = new DeploymentRecord(deployment, variant, Name, 1, world.Dilation, [], [.. workers.Select(worker => worker.Node.Name)], start, null, null);
            store.SetDeployment(record);
            using var sampler = new Sampler(world, store, deployment, time);
            ProfileState? state = null;
            if (_profile.Target is { } target)
                state = await new SequentialProfile(_profile.Functions, target, sizes, experiment.Seed, candidate => ExecuteAsync(
                    workers.Find(worker => worker.Node.Site.Name == candidate.Size.Name)!, candidate.Function, candidate.Parameters, target.Most), Tell).RunAsync().ConfigureAwait(false);
            else
                await Task.WhenAll(workers.Select(FillAsync)).ConfigureAwait(false);
            sampler.End();
            world.AssertWhole();
            store.SetDeployment(record with { End = time.Undilate(MonotonicClock.Now) });
            return state;

            async Task FillAsync(FunctionWorker worker)
            {
                var design = new FunctionDesign(_profile.Functions, experiment.Seed, worker.Node.Name);
                for (var count = 0; count < _profile.Executions; count++)
                {
                    var (function, parameters) = design.Next();
                    await ExecuteAsync(worker, function, parameters, _profile.Executions * workers.Count).ConfigureAwait(false);
                }
            }

            async Task<Execution> ExecuteAsync(FunctionWorker worker, string function, IReadOnlyDictionary<string, double> parameters, int all)
            {
                var executed = await worker.ExecuteAsync(Interlocked.Increment(ref _number), function, parameters, cancellation).ConfigureAwait(false);
                var execution = worker.InWorld(executed, time).Execution;
                store.AddExecutions(deployment, [execution]);
                progress((double)Interlocked.Increment(ref _done) / all);
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
}
