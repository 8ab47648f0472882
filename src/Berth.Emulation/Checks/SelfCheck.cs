using Berth.Emulation.World;
using Berth.Model.Observations;

namespace Berth.Emulation.Checks;

/// <summary>
/// Measures a world before it is used: each node's processor and each link, what was configured beside what is achieved. Processors are kept
/// busy while the links are measured, so that the links are seen as a run will load them.
/// </summary>
public static class SelfCheck
{
    /// <summary>Measures everything. The lanes are gated afterwards if they were open, and slots are calibrated.</summary>
    /// <exception cref="EmulationException">A probe could not run.</exception>
    public static async Task<IReadOnlyList<Check>> RunAsync(EmulatedWorld world, Action<string> progress, CancellationToken cancellation)
    {
        var processors = await ProcessorCheck.StartAsync(world, cancellation).ConfigureAwait(false);
        try
        {
            progress("calibrating processor slots");
            await processors.CalibrateAsync(cancellation).ConfigureAwait(false);
            progress("measuring processors and round trips");
            var links = new LinkCheck(world);
            var roundTrips = Task.Run(links.RoundTrips, cancellation);
            var checks = await processors.MeasureAsync(cancellation).ConfigureAwait(false);
            checks = [.. checks, .. await roundTrips.WaitAsync(cancellation).ConfigureAwait(false)];
            progress("measuring throughput and loss");
            return [.. checks, .. await Task.Run(links.ThroughputAndLoss, cancellation).WaitAsync(cancellation).ConfigureAwait(false)];
        }
        finally
        {
            processors.Dispose();
        }
    }
}
