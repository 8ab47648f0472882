using Berth.Records.Clusters;

namespace Berth.Records.Store;

public sealed partial class RunStore
{
    /// <summary>Adds what happened in a cluster, in one transaction.</summary>
    public void AddCluster(IEnumerable<ClusterNode> nodes, IEnumerable<PodDecision> decisions, IEnumerable<PodEnd> ends) => Write(transaction =>
    {
        Insert(transaction, Schema.ClusterNodes, nodes, static (each, row) =>
        {
            (row[0], row[1], row[2], row[3], row[4]) = (each.Moment, each.Name, each.Present ? 1 : 0, each.Site, each.Tier.ToString().ToLowerInvariant());
            (row[5], row[6], row[7], row[8], row[9], row[10]) = (each.Cores, each.MemoryBytes, each.Gpus, each.Speed, each.IdleWatts, each.PeakWatts);
            (row[11], row[12], row[13], row[14]) = (each.SleepWatts, each.GramsPerKwh, each.Pue, each.PricePerKwh);
        });
        Insert(transaction, Schema.PodDecisions, decisions, static (each, row) =>
        {
            (row[0], row[1], row[2], row[3], row[4]) = (each.Number, each.Moment, each.Pod, each.Uid, OutcomeText.Of(each.Outcome));
            (row[5], row[6], row[7], row[8], row[9], row[10]) = (each.Node, each.Reason, each.Cores, each.MemoryBytes, each.Gpus, each.Priority);
            (row[11], row[12], row[13], row[14]) = (each.LengthSeconds, each.Open is null ? null : RecordJson.Write(each.Open), each.Note, each.Situation);
        });
        Insert(transaction, Schema.PodEnds, ends, static (each, row) => (row[0], row[1], row[2]) = (each.Moment, each.Pod, each.Uid));
    });
}
