using Berth.Emulation.World;
using Berth.Model.Observations;
using Berth.Policies.Placement;
using Berth.Workloads.Sources;

namespace Berth.Emulation.Runs;

/// <summary>A source that is ready, and the items of its current repetition.</summary>
internal sealed class RunningSource(PlacedStream stream, NodeProcess process)
{
    internal PlacedStream Stream => stream;

    internal NodeProcess Process => process;

    /// <summary>Has it produce items between two moments and collects what becomes of them, as they come, until its last.</summary>
    /// <exception cref="TimeoutException">It has said nothing for longer than any item may take.</exception>
    internal async Task CollectAsync(long begin, long end, int repetition, TimeSpan patience, List<ItemTimeline> items, CancellationToken cancellation)
    {
        process.Send($"start {begin} {end} {repetition}");
        while (await process.NextAsync(patience, cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith("end ", StringComparison.Ordinal))
                return;
            if (ItemLine.Read(line) is { } item)
                items.Add(item);
        }
        // It died, and whoever asks has to see that.
        await process.EndedAsync(cancellation).ConfigureAwait(false);
    }
}
