using Berth.Records.Store;

namespace Berth.Emulation.Functions;

/// <summary>Work in a world that is sampled meanwhile.</summary>
internal static class FunctionWorldSampling
{
    /// <summary>Does the work while the nodes are sampled. An answer is waited for without end, so a node that is gone is noticed by the sampling, which then calls the work off.</summary>
    /// <param name="world">The world.</param>
    /// <param name="store">Where the samples are kept.</param>
    /// <param name="deployment">Of which deployment they are.</param>
    /// <param name="start">When that began.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Calls the work off.</param>
    /// <exception cref="Exception">A node is gone: the exception of its world.</exception>
    internal static async Task WhileSampledAsync(this IFunctionWorld world, RunStore store, int deployment, long start, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        using var ended = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sampling = world.SampleAsync(store, deployment, start, ended.Token);
        try
        {
            var working = work(stop.Token);
            if (await Task.WhenAny(working, sampling).ConfigureAwait(false) == sampling)
                await stop.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await sampling.ConfigureAwait(false);
        }
        world.AssertWhole();
    }
}
