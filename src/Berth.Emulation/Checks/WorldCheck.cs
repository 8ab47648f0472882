using Berth.Emulation.World;
using Berth.Model.Observations;

namespace Berth.Emulation.Checks;

/// <summary>
/// Measures a world before it is used: each node's processor and each link, what was configured beside what is achieved. Every
/// processor is kept busy while round trips are measured, since a run will load them too.
/// </summary>
public static class WorldCheck
{
    /// <summary>A machine that others use disturbs a calibration now and then: a line that is out of tolerance is measured again after another calibration, and its last measurement stands.</summary>
    private const int MostAttempts = 3;

    /// <summary>Measures everything. The lanes are gated afterwards if they were open, and slots are calibrated.</summary>
    /// <exception cref="EmulationException">A probe could not run.</exception>
    public static async Task<IReadOnlyList<Check>> RunAsync(EmulatedWorld world, Action<string> progress, CancellationToken cancellation)
    {
        var processors = await ProcessorCheck.StartAsync(world, cancellation).ConfigureAwait(false);
        try
        {
            IReadOnlyList<Check> checks = [];
            for (var attempt = 1; attempt == 1 || attempt <= MostAttempts && checks.Any(check => !check.Passed); attempt++)
            {
                progress(attempt == 1 ? "calibrating and measuring processors" : $"calibrating and measuring processors again ({attempt} of {MostAttempts})");
                await processors.CalibrateAsync(cancellation).ConfigureAwait(false);
                var measured = await processors.MeasureAsync(cancellation).ConfigureAwait(false);
                checks = attempt == 1 ? measured : [.. checks.Zip(measured, (before, now) => before.Passed ? before : now)];
            }
            progress("measuring round trips on busy nodes");
            var links = new LinkCheck(world);
            var busy = processors.KeepBusyAsync(LinkCheck.RoundTripSeconds, cancellation);
            checks = [.. checks, .. await Task.Run(links.RoundTrips, cancellation).WaitAsync(cancellation).ConfigureAwait(false)];
            await busy.ConfigureAwait(false);
            progress("measuring throughput and loss");
            return [.. checks, .. await Task.Run(links.ThroughputAndLoss, cancellation).WaitAsync(cancellation).ConfigureAwait(false)];
        }
        finally
        {
            processors.Dispose();
        }
    }
}
