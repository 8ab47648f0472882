using Berth.Model;
using Berth.Model.Observations;
using Berth.Records.Store;
using Berth.Records.Timelines;

namespace Berth.Records.Metering;

/// <summary>
/// A pod's part of the energy of its node: E · c / C, where c is the processor time of the pod and C that of everything on the node, so that the parts of all pods and of the
/// system are the whole. Kepler divides the active energy of a node so (https://github.com/sustainable-computing-io/kepler-doc, design/metrics.md); here idle power is in it.
/// </summary>
/// <param name="reader">The records.</param>
/// <param name="variant">Whose pods.</param>
/// <param name="nodes">Processor seconds of each node of the cluster, as counters.</param>
internal sealed class ProcessorShare(RunReader reader, MeteredVariant variant, IReadOnlyDictionary<string, Timeline> nodes)
{
    private readonly Dictionary<int, ILookup<string, NodeSample>> _samples = variant.Repetitions.ToDictionary(
        each => each.Deployment, each => reader.NodeSamples(each.Deployment).ToLookup(sample => sample.Node));

    /// <summary>The pod's part of what its node used in a repetition; null where that, or the processor time of either, is not known.</summary>
    internal WindowTotal? Of(WindowTotal? whole, string pod, DeploymentRecord repetition)
    {
        if (whole is not { } total || !nodes.TryGetValue(variant.Hosts[pod], out var counter) || WindowTotal.OfCounter(counter, variant.Window(repetition)) is not { Amount: > 0 } all)
            return null;
        return Seconds(variant.Nodes[pod], repetition) is { } seconds ? new(total.Amount * Math.Min(1, seconds / all.Amount), Math.Min(total.Covered, all.Covered)) : null;
    }

    /// <summary>Processor seconds of a pod, as its own control group counts them; null without a sample.</summary>
    private double? Seconds(Node node, DeploymentRecord repetition)
    {
        var (used, covered) = (0.0, 0L);
        foreach (var sample in _samples[repetition.Deployment][node.Name])
        {
            var overlap = Math.Min(sample.Moment, repetition.End!.Value) - Math.Max(sample.Moment - sample.Interval, repetition.Start!.Value);
            if (overlap <= 0)
                continue;
            used += sample.Utilization * overlap;
            covered += overlap;
        }
        return covered == 0 ? null : used / covered * node.Site.Cpu.Cores * node.Site.Share.Value * (repetition.End!.Value - repetition.Start!.Value) * 1e-9;
    }
}
