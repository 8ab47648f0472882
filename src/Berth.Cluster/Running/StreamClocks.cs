using Berth.Model.Observations;
using Berth.Workloads.Streams;

namespace Berth.Cluster.Running;

/// <summary>Brings the moments of an item, which hosts with clocks of their own have written, to one clock.</summary>
/// <param name="source">How far the source's clock is ahead of this process's.</param>
/// <param name="worker">How far the worker's clock is ahead of the source's.</param>
internal sealed record StreamClocks(ClockOffset Source, ClockOffset Worker)
{
    private const int Exchanges = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Compares the clocks of a source and its worker by short exchanges.</summary>
    /// <exception cref="ClusterException">The source does not know.</exception>
    internal static async Task<StreamClocks> CompareAsync(RunningSource source, PodNode node, CancellationToken cancellation)
    {
        if (source.Stream.Source == source.Stream.Worker)
            return new(node.Clock, ClockOffset.None);
        source.Program.Send($"clock {Exchanges}");
        while (await source.Program.NextAsync(Patience, cancellation).ConfigureAwait(false) is { } line)
            if (line.StartsWith("clock ", StringComparison.Ordinal))
                return new(node.Clock, ClockOffset.Read(line) ?? throw new ClusterException($"the worker on {source.Stream.Worker} answers nothing that {source.Stream.Source} sends: may pods of the namespace reach each other?"));
        throw new ClusterException($"the source on {source.Stream.Source} ended ({source.Program.Ending})");
    }

    /// <summary>The item on this process's clock.</summary>
    internal ItemTimeline Of(ItemTimeline item)
    {
        long AtSource(long moment) => moment == 0 ? 0 : moment - Source.Ahead;
        long AtWorker(long moment) => moment == 0 ? 0 : moment - Source.Ahead - Worker.Ahead;
        return item with
        {
            Scheduled = AtSource(item.Scheduled),
            Preprocessed = AtSource(item.Preprocessed),
            Sent = AtSource(item.Sent),
            Received = AtWorker(item.Received),
            Dequeued = AtWorker(item.Dequeued),
            Processed = AtWorker(item.Processed),
            Replied = AtWorker(item.Replied),
            Returned = AtSource(item.Returned),
        };
    }
}
