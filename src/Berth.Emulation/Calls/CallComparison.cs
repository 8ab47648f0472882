using Berth.Accounting.Jobs;
using Berth.Emulation.Functions;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Records;
using Berth.Records.Store;
using Berth.Simulation.Jobs;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Calls;

/// <summary>Compares placement policies on calls of functions: the same calls under one policy after the other.</summary>
/// <param name="store">Where what happens is kept.</param>
/// <param name="journal">Is told how far it is, and what went wrong.</param>
/// <param name="host">Says what calls take, and keeps what policies gave.</param>
/// <param name="world">The world that executes them.</param>
public sealed class CallComparison(RunStore store, RunJournal journal, CallHost host, IFunctionWorld world)
{
    private const double UsualQueueSeconds = 5;
    private const int ProgressSteps = 10;

    /// <summary>Real seconds that the calls of an experiment take: until the last has come, and a while for those that still wait.</summary>
    public static double UsualSeconds(Experiment experiment, double dilation) =>
        experiment.Jobs.Sum(jobs => experiment.Placements.Count * experiment.Run.Repetitions * Seconds(jobs.Calls!.Count / jobs.Calls.Rate.PerSecond, dilation));

    /// <summary>Runs every policy in every repetition.</summary>
    /// <param name="number">Number of the variant.</param>
    /// <param name="variant">The variant.</param>
    /// <param name="deployment">Gives the number of the next deployment.</param>
    /// <param name="cancellation">Ends it early; what was executed is kept.</param>
    /// <exception cref="FormatException">The model of what calls take cannot be read.</exception>
    /// <exception cref="Exception">Something that it needs cannot start or has ended: the exception of its world.</exception>
    public async Task RunAsync(int number, Variant variant, Func<int> deployment, CancellationToken cancellation)
    {
        journal.Report("calls: learning what they take");
        using var calls = new CallExecution(store, variant.Experiment, world);
        var predictor = host.Predictor(number, cancellation);
        await calls.StartAsync(cancellation).ConfigureAwait(false);
        foreach (var repetition in JobCases.Of([variant]).GroupBy(one => one.Repetition))
        {
            var jobs = new JobWorld(variant.Experiment, repetition.Key, predictor);
            foreach (var one in repetition)
                await RunCaseAsync(one with { Variant = number }, jobs, calls, deployment(), cancellation).ConfigureAwait(false);
        }
    }

    private async Task RunCaseAsync(JobCase one, JobWorld jobs, CallExecution calls, int deployment, CancellationToken cancellation)
    {
        journal.Report($"{one.Placement}: {jobs.Jobs.Count} calls, repetition {one.Repetition}");
        var (before, begun) = (journal.DoneSeconds, MonotonicClock.Now);
        var result = await calls.RunAsync(
            one,
            jobs,
            deployment,
            done =>
            {
                journal.DoneSeconds = before + Seconds(jobs.Jobs[^1].Arrival.Seconds, world.Dilation) * done / jobs.Jobs.Count;
                if (done * ProgressSteps / jobs.Jobs.Count > (done - 1) * ProgressSteps / jobs.Jobs.Count)
                    journal.Report($"{one.Placement}: {done} of {jobs.Jobs.Count} calls have ended");
            },
            cancellation).ConfigureAwait(false);
        var failed = result.Records.Count(record => record.Outcome != JobOutcome.Completed);
        if (failed > 0)
            journal.Fail(deployment, $"{one.Placement}: {failed} of {jobs.Jobs.Count} calls were not done");
        host.Keep(one, result, (MonotonicClock.Now - begun) * 1e-9);
    }

    private static double Seconds(double lastArrival, double dilation) => (lastArrival + UsualQueueSeconds) * dilation;
}
