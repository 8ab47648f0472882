using Berth.Emulation.Runs;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Model.Functions;
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

    private long _number;
    private int _done;

    /// <summary>Runs it.</summary>
    /// <param name="variant">Number of the variant.</param>
    /// <param name="deployment">Number of its deployment.</param>
    /// <param name="cancellation">Ends it early; what was executed is kept.</param>
    /// <exception cref="EmulationException">The functions cannot be started on a node.</exception>
    internal async Task RunAsync(int variant, int deployment, CancellationToken cancellation)
    {
        var profile = experiment.Profile!;
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
            await Task.WhenAll(workers.Select(worker => ExecuteAsync(worker, profile, profile.Executions * workers.Count, deployment, time, cancellation))).ConfigureAwait(false);
            sampler.End();
            world.AssertWhole();
            store.SetDeployment(record with { End = time.Undilate(MonotonicClock.Now) });
        }
        finally
        {
            foreach (var worker in workers)
                worker.Dispose();
        }
    }

    private async Task ExecuteAsync(FunctionWorker worker, ProfilePlan profile, int all, int deployment, WorldTime time, CancellationToken cancellation)
    {
        var design = new FunctionDesign(profile.Functions, experiment.Seed, worker.Node.Name);
        for (var count = 0; count < profile.Executions; count++)
        {
            var (function, parameters) = design.Next();
            var execution = await worker.ExecuteAsync(Interlocked.Increment(ref _number), function, parameters, cancellation).ConfigureAwait(false);
            store.AddExecutions(deployment, [worker.InWorld(execution, time).Execution]);
            progress((double)Interlocked.Increment(ref _done) / all);
        }
    }
}
