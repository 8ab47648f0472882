using Berth.Accounting.Jobs;
using Berth.Emulation.Calls;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Simulation.Jobs;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Runs;

/// <content>Calls of functions, which placement policies are compared on.</content>
public sealed partial class EmulationRun
{
    private const double UsualCallQueueSeconds = 5;
    private const int ProgressSteps = 10;

    private async Task RunCallsAsync(int number, Variant variant, EmulatedWorld world, CancellationToken cancellation)
    {
        var experiment = variant.Experiment;
        _journal.Report("calls: learning what they take");
        using var calls = new CallEmulation(store, experiment, world);
        try
        {
            var predictor = host!.Predictor(number, cancellation);
            await calls.StartAsync(cancellation).ConfigureAwait(false);
            foreach (var repetition in JobCases.Of([variant]).GroupBy(one => one.Repetition))
            {
                var jobs = new JobWorld(experiment, repetition.Key, predictor);
                foreach (var one in repetition)
                    await RunCaseAsync(one with { Variant = number }, jobs, calls, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is EmulationException or TimeoutException or FormatException)
        {
            _journal.Fail(null, $"calls: {exception.Message}");
        }
    }

    private async Task RunCaseAsync(JobCase one, JobWorld jobs, CallEmulation calls, CancellationToken cancellation)
    {
        _journal.Report($"{one.Placement}: {jobs.Jobs.Count} calls, repetition {one.Repetition}");
        var (before, begun, deployment) = (_journal.DoneSeconds, MonotonicClock.Now, ++_deployment);
        var result = await calls.RunAsync(
            one,
            jobs,
            deployment,
            done =>
            {
                _journal.DoneSeconds = before + CallSeconds(jobs.Jobs[^1].Arrival.Seconds, calls.Dilation) * done / jobs.Jobs.Count;
                if (done * ProgressSteps / jobs.Jobs.Count > (done - 1) * ProgressSteps / jobs.Jobs.Count)
                    _journal.Report($"{one.Placement}: {done} of {jobs.Jobs.Count} calls have ended");
            },
            cancellation).ConfigureAwait(false);
        var failed = result.Records.Count(record => record.Outcome != JobOutcome.Completed);
        if (failed > 0)
            _journal.Fail(deployment, $"{one.Placement}: {failed} of {jobs.Jobs.Count} calls were not done");
        host!.Keep(one, result, (MonotonicClock.Now - begun) * 1e-9);
    }

    /// <summary>Real time until the last call has come, and a while for those that still wait.</summary>
    private static double CallSeconds(double lastArrival, double dilation) => (lastArrival + UsualCallQueueSeconds) * dilation;
}
