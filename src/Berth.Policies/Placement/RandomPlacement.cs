using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>Any node with room, each with the same chance.</summary>
internal sealed class RandomPlacement : OneByOne
{
    /// <summary>Nodes that are drawn before those with room are counted: where many have room the first draw is often one of them.</summary>
    private const int Draws = 8;

    public override string Name => "random";

    public override string Summary => "on any node with room, each with the same chance";

    protected override (int Node, double Score) Choose(PlacementBatch batch, TaskRequest task)
    {
        var cluster = batch.Cluster;
        if (cluster.Count == 0)
            return (-1, double.NaN);
        for (var draw = 0; draw < Draws; draw++)
            if (batch.Random.NextInt(cluster.Count) is var node && cluster.Fits(task, node))
                return (node, 0);
        var fitting = 0;
        for (var node = Next(cluster, task, 0); node >= 0; node = Next(cluster, task, node + 1))
            fitting++;
        if (fitting == 0)
            return (-1, double.NaN);
        var chosen = Next(cluster, task, 0);
        for (var skip = batch.Random.NextInt(fitting); skip > 0; skip--)
            chosen = Next(cluster, task, chosen + 1);
        return (chosen, 0);
    }

    protected override IReadOnlyList<Term> Terms(PlacementBatch batch, TaskRequest task, int node) => [];

    protected override string Why(PlacementBatch batch, TaskRequest task, int chosen) =>
        $"{batch.Cluster[chosen].Name} was drawn from the {Explanation.Fitting(batch.Cluster, task)} nodes with room";

    private static int Next(Cluster cluster, TaskRequest task, int from) => NodeScan.First(cluster, task, from, cluster.Count);
}
