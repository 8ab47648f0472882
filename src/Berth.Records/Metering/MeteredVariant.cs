using Berth.Accounting;
using Berth.Model;
using Berth.Records.Store;
using Berth.Records.Timelines;

namespace Berth.Records.Metering;

/// <summary>The repetitions of a variant that ran on a cluster, as those who measure energy there know them.</summary>
/// <param name="Space">Namespace of its pods; each node of the continuum is the pod of its name.</param>
/// <param name="Hosts">Node of the cluster by pod.</param>
/// <param name="Nodes">Nodes of the continuum by their names.</param>
/// <param name="Repetitions">Repetitions that were measured.</param>
/// <param name="Ahead">How far the clock of who keeps the samples is ahead of that of the run, nanoseconds.</param>
internal sealed record MeteredVariant(
    string Space, IReadOnlyDictionary<string, string> Hosts, IReadOnlyDictionary<string, Node> Nodes, IReadOnlyList<DeploymentRecord> Repetitions, long Ahead)
{
    /// <summary>Less of a repetition than that says too little about it.</summary>
    private const double LeastCovered = 0.5;

    /// <summary>From the start of the first repetition to the end of the last, by the clock of who keeps the samples.</summary>
    internal TimeWindow Whole => new(Repetitions.Min(each => each.Start!.Value) + Ahead, Repetitions.Max(each => each.End!.Value) + Ahead);

    /// <summary>Measured time of a repetition, by that clock.</summary>
    internal TimeWindow Window(DeploymentRecord repetition) => new(repetition.Start!.Value + Ahead, repetition.End!.Value + Ahead);

    /// <summary>Names of the nodes that took part in a repetition.</summary>
    internal static IEnumerable<string> Parts(DeploymentRecord repetition) => repetition.Sources.Union(repetition.Workers);

    /// <summary>What each node used in each repetition.</summary>
    /// <param name="joules">Joules of a node in a repetition; null where they are not known.</param>
    /// <param name="missing">A node that is not known for half of a repetition or more; null when all are.</param>
    /// <returns>By repetition and node; null when one is missing, since meters and models are not added up.</returns>
    internal IReadOnlyDictionary<int, Dictionary<string, MeteredEnergy>>? Read(Func<string, DeploymentRecord, WindowTotal?> joules, out string? missing)
    {
        var all = new Dictionary<int, Dictionary<string, MeteredEnergy>>();
        foreach (var repetition in Repetitions)
            foreach (var node in Parts(repetition))
            {
                if (joules(node, repetition) is not { Covered: >= LeastCovered } total)
                {
                    missing = node;
                    return null;
                }
                if (!all.TryGetValue(repetition.Deployment, out var nodes))
                    all.Add(repetition.Deployment, nodes = []);
                nodes.Add(node, new(new(total.Amount), new(total.Covered)));
            }
        missing = null;
        return all;
    }
}
