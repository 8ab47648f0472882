using Berth.Emulation.Links;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Records.Store;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Runs;

/// <summary>One repetition of one placement: begins at a common moment, collects every item, samples, and counts what the links carried.</summary>
internal sealed class Repetition(
    RunStore store, EmulatedWorld world, Experiment experiment, StreamPrograms programs, Action<int?, string> fail, Action<int?, string, string> tell)
{
    private const long Prelude = 100_000_000;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1.2);

    internal async Task RunAsync(DeploymentRecord record, CancellationToken cancellation)
    {
        var begin = MonotonicClock.Now + Prelude;
        var start = begin + (long)(experiment.Run.Warmup.Nanoseconds * world.Dilation);
        var end = start + (long)(experiment.Run.Duration.Nanoseconds * world.Dilation);
        var time = new WorldTime(start, world.Dilation);
        var before = Flows();
        world.Router.Begin(start);
        var items = programs.Sources.ToDictionary(source => source, _ => new List<ItemTimeline>());
        using (var sampler = new Sampler(world, store, record.Deployment, time))
        using (var watch = new CancellationTokenSource())
        {
            var deaths = WatchAsync(record.Deployment, watch.Token);
            var last = await CollectAsync(record, begin, end, items, cancellation).ConfigureAwait(false);
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

    /// <summary>Collects from all sources; an interruption gives them a moment to resolve what is under way. Returns when it was over.</summary>
    private async Task<long> CollectAsync(
        DeploymentRecord record, long begin, long end, Dictionary<RunningSource, List<ItemTimeline>> items, CancellationToken cancellation)
    {
        var longest = TimeSpan.FromSeconds((experiment.Workloads.Max(workload => workload.Timeout.Seconds) + experiment.Run.Warmup.Seconds + experiment.Run.Duration.Seconds) * world.Dilation) + Slack;
        using var abandon = new CancellationTokenSource();
        await using var registration = cancellation.Register(() =>
        {
            foreach (var source in programs.Sources)
                source.Process.Send("stop");
            abandon.CancelAfter(LastWords);
        }).ConfigureAwait(false);
        await Task.WhenAll(items.Select(async each =>
        {
            try
            {
                await each.Key.CollectAsync(begin, end, record.Repetition, longest, each.Value, abandon.Token).ConfigureAwait(false);
            }
            catch (TimeoutException exception)
            {
                fail(record.Deployment, exception.Message);
            }
            catch (OperationCanceledException)
            {
                tell(record.Deployment, "interrupted", $"items of {each.Key.Stream.Source} that were under way are not counted");
            }
        })).ConfigureAwait(false);
        return MonotonicClock.Now;
    }

    /// <summary>Tells of every process that ends by itself, once.</summary>
    private async Task WatchAsync(int deployment, CancellationToken ended)
    {
        var told = programs.Told;
        for (var last = false; !last;)
        {
            last = ended.IsCancellationRequested;
            foreach (var process in programs.Processes.Where(process => process.Died && told.Add(process)))
                fail(deployment, $"the {process.Role} on {process.Node} ended during the run ({process.Ending})");
            await Task.Delay(50, ended).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

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
