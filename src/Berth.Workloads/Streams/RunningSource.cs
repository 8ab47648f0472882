using Berth.Model.Observations;
using Berth.Policies.Placement;
using Berth.Workloads.Programs;
using Berth.Workloads.Sources;

namespace Berth.Workloads.Streams;

/// <summary>A source that is ready, and the items of its current repetition.</summary>
public sealed class RunningSource(PlacedStream stream, LineProgram program)
{
    /// <summary>What it is the source of.</summary>
    public PlacedStream Stream => stream;

    /// <summary>The program.</summary>
    public LineProgram Program => program;

    /// <summary>Has it produce items between two moments and collects what becomes of them, as they come, until its last.</summary>
    /// <exception cref="TimeoutException">It has said nothing for longer than any item may take.</exception>
    internal async Task CollectAsync(long begin, long end, int repetition, TimeSpan patience, List<ItemTimeline> items, CancellationToken cancellation)
    {
        program.Send($"start {begin} {end} {repetition}");
        while (await program.NextAsync(patience, cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith("end ", StringComparison.Ordinal))
                return;
            if (ItemLine.Read(line) is { } item)
                items.Add(item);
        }
        // It died, and whoever asks has to see that.
        await program.EndedAsync(cancellation).ConfigureAwait(false);
    }
}
