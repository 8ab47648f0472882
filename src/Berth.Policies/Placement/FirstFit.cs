using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>The first node on which the task fits.</summary>
internal sealed class FirstFit : OneByOne
{
    public override string Name => "first-fit";

    public override string Summary => "on the first node with room";

    protected override (int Node, double Score) Choose(PlacementBatch batch, TaskRequest task)
    {
        var node = NodeScan.First(batch.Cluster, task, 0, batch.Cluster.Count);
        return (node, node);
    }

    protected override IReadOnlyList<Term> Terms(PlacementBatch batch, TaskRequest task, int node) => [new("position", node)];

    protected override string Why(PlacementBatch batch, TaskRequest task, int chosen) => $"{batch.Cluster[chosen].Name} is the first with room";
}
