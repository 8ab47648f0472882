using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>The next node with room after the one that was used last.</summary>
internal sealed class RoundRobin : OneByOne
{
    public override string Name => "round-robin";

    public override string Summary => "on the next node with room after the last one used";

    protected override (int Node, double Score) Choose(PlacementBatch batch, TaskRequest task)
    {
        var cluster = batch.Cluster;
        var next = cluster.LastPlaced + 1;
        var node = NodeScan.First(cluster, task, next, cluster.Count);
        if (node < 0)
            node = NodeScan.First(cluster, task, 0, next);
        return (node, node < 0 ? double.NaN : Distance(cluster, node));
    }

    protected override IReadOnlyList<Term> Terms(PlacementBatch batch, TaskRequest task, int node) => [new("nodes after the last", Distance(batch.Cluster, node))];

    protected override string Why(PlacementBatch batch, TaskRequest task, int chosen) =>
        batch.Cluster.LastPlaced < 0 ? $"{batch.Cluster[chosen].Name} is the first with room" : $"{batch.Cluster[chosen].Name} is the next with room after {batch.Cluster[batch.Cluster.LastPlaced].Name}";

    private static int Distance(Cluster cluster, int node) => (node - cluster.LastPlaced - 1 + cluster.Count) % cluster.Count;
}
