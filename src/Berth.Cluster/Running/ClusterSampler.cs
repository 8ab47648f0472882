using Berth.Model.Observations;
using Berth.Records.Store;
using Berth.Workloads.Clock;

namespace Berth.Cluster.Running;

/// <summary>Samples every pod each second, by its own control group.</summary>
/// <param name="nodes">The pods.</param>
/// <param name="store">Where the samples are kept.</param>
/// <param name="deployment">Of which deployment they are.</param>
internal sealed class ClusterSampler(IReadOnlyList<PodNode> nodes, RunStore store, int deployment)
{
    private const long Interval = 1_000_000_000;

    private readonly Dictionary<PodNode, NodeUse> _last = [];

    /// <summary>Samples until it is told to end, and then once more.</summary>
    /// <exception cref="ClusterException">A pod does not answer.</exception>
    internal async Task RunAsync(CancellationToken ended)
    {
        for (var next = MonotonicClock.Now; ;)
        {
            var last = ended.IsCancellationRequested;
            await TakeAsync().ConfigureAwait(false);
            if (last)
                return;
            next += Interval;
            await Task.Delay(TimeSpan.FromMicroseconds(Math.Max(0, next - MonotonicClock.Now) / 1e3), ended).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private async Task TakeAsync()
    {
        var uses = await Task.WhenAll(nodes.Select(node => node.UseAsync(CancellationToken.None))).ConfigureAwait(false);
        var samples = new List<NodeSample>();
        foreach (var (node, use) in nodes.Zip(uses))
        {
            if (_last.TryGetValue(node, out var before) && use.Moment > before.Moment)
                samples.Add(new(node.Name, use.Moment, use.Moment - before.Moment, (use.Processor - before.Processor) / (node.Capacity * (use.Moment - before.Moment)), use.MemoryBytes));
            _last[node] = use;
        }
        store.AddNodeSamples(deployment, samples);
    }
}
