using Berth.Emulation.Links;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Records.Store;
using Berth.Workloads.Clock;
using Berth.Workloads.Streams;

namespace Berth.Emulation.Runs;

/// <summary>One repetition of one placement: begins at a common moment, collects every item, samples, and counts what the links carried.</summary>
internal sealed class Repetition(
    RunStore store, EmulatedWorld world, Experiment experiment, StreamPrograms programs, Action<int?, string> fail, Action<int?, string, string> tell)
{
    private const long Prelude = 100_000_000;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    internal async Task RunAsync(DeploymentRecord record, CancellationToken cancellation)
    {
        var begin = MonotonicClock.Now + Prelude;
        var start = begin + (long)(experiment.Run.Warmup.Nanoseconds * world.Dilation);
        var end = start + (long)(experiment.Run.Duration.Nanoseconds * world.Dilation);
        var time = new WorldTime(start, world.Dilation);
        var before = Flows();
        world.Router.Begin(start);
        IReadOnlyDictionary<RunningSource, List<ItemTimeline>> items;
        using (var sampler = new Sampler(world, store, record.Deployment, time))
        using (var watch = new CancellationTokenSource())
        {
            var deaths = programs.WatchAsync(text => fail(record.Deployment, text), watch.Token);
            items = await programs.CollectAsync(
                record.Repetition, _ => (begin, end), Patience, text => fail(record.Deployment, text), (kind, text) => tell(record.Deployment, kind, text), cancellation).ConfigureAwait(false);
            var last = MonotonicClock.Now;
            await watch.CancelAsync().ConfigureAwait(false);
            await deaths.ConfigureAwait(false);
            end = Math.Min(end, last);
            sampler.End();
        }
        world.AssertWhole();
        // What starts next is to start on links as the file describes them.
        RestoreLinks();
        foreach (var (source, collected) in items)
            store.AddItems(record.Deployment, source.Stream.Workload.Name, collected.Select(item => item.Undilated(world.Dilation, start)));
        store.AddLinkFlows(record.Deployment, Flows().Select(flow => Since(flow, before)).Where(flow => flow.Packets > 0));
        store.SetDeployment(record with { Start = start, End = Math.Max(start, time.Undilate(end)), Failure = cancellation.IsCancellationRequested ? "interrupted" : null });
        cancellation.ThrowIfCancellationRequested();
    }

    private TimeSpan Patience => TimeSpan.FromSeconds((experiment.Workloads.Max(workload => workload.Timeout.Seconds) + experiment.Run.Warmup.Seconds + experiment.Run.Duration.Seconds) * world.Dilation) + Slack;

    /// <summary>What was changed on the links is undone, and what was to be changed later is dropped.</summary>
    private void RestoreLinks()
    {
        world.Router.Rest();
        foreach (var link in world.Continuum.Links.Where(link => link.Changes.Count > 0))
            foreach (var (from, to) in LinkDocument.Pairs(link, world.Nodes))
                world.Router.Set(from.Node.Name, to.Node.Name, LinkDocument.Settings(link, world.Dilation));
    }

    private Dictionary<(string, string), LinkFlow> Flows() => world.Router.ReadStatistics().Links.ToDictionary(
        report => (report.From, report.To),
        report => new LinkFlow(report.From, report.To, report.Counters.Packets, report.Counters.Bytes, report.Counters.DroppedByLoss, report.Counters.DroppedByQueue, report.Counters.DroppedWhileDown));

    private static LinkFlow Since(KeyValuePair<(string, string), LinkFlow> now, Dictionary<(string, string), LinkFlow> before) =>
        before.TryGetValue(now.Key, out var earlier)
            ? now.Value with
            {
                Packets = now.Value.Packets - earlier.Packets,
                Bytes = now.Value.Bytes - earlier.Bytes,
                LostByChance = now.Value.LostByChance - earlier.LostByChance,
                DroppedByQueue = now.Value.DroppedByQueue - earlier.DroppedByQueue,
                DroppedDown = now.Value.DroppedDown - earlier.DroppedDown,
            }
            : now.Value;
}
