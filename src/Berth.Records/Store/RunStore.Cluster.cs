using System.Security.Cryptography;
using System.Text;
using Berth.Records.Clusters;

namespace Berth.Records.Store;

public sealed partial class RunStore
{
    /// <summary>Numbers of the sets of nodes that are kept, by a digest of their names: many pods share one, and it may be large.</summary>
    private readonly Dictionary<string, int> _nodeSets = [];
    private (IReadOnlyList<string> Nodes, int Number)? _lastNodeSet;

    /// <summary>Adds what happened in a cluster, in one transaction.</summary>
    public void AddCluster(IEnumerable<ClusterNode> nodes, IEnumerable<PodDecision> decisions, IEnumerable<PodEnd> ends) => Write(transaction =>
    {
        var (rows, sets) = (new List<(PodDecision Decision, int? Set)>(), new List<(int Number, string Nodes)>());
        foreach (var decision in decisions)
            rows.Add((decision, decision.Open is { } open ? NodeSet(open, sets) : null));
        Insert(transaction, Schema.ClusterNodes, nodes, static (each, row) =>
        {
            (row[0], row[1], row[2], row[3], row[4]) = (each.Moment, each.Name, each.Present ? 1 : 0, each.Site, each.Tier.ToString().ToLowerInvariant());
            (row[5], row[6], row[7], row[8], row[9], row[10]) = (each.Cores, each.MemoryBytes, each.Gpus, each.Speed, each.IdleWatts, each.PeakWatts);
            (row[11], row[12], row[13], row[14]) = (each.SleepWatts, each.GramsPerKwh, each.Pue, each.PricePerKwh);
        });
        Insert(transaction, Schema.NodeSets, sets, static (each, row) => (row[0], row[1]) = (each.Number, each.Nodes));
        Insert(transaction, Schema.PodDecisions, rows, static (each, row) =>
        {
            var decision = each.Decision;
            (row[0], row[1], row[2], row[3], row[4]) = (decision.Number, decision.Moment, decision.Pod, decision.Uid, OutcomeText.Of(decision.Outcome));
            (row[5], row[6], row[7], row[8], row[9], row[10]) = (decision.Node, decision.Reason, decision.Cores, decision.MemoryBytes, decision.Gpus, decision.Priority);
            (row[11], row[12], row[13], row[14]) = (decision.LengthSeconds, each.Set, decision.Note, decision.Situation);
        });
        Insert(transaction, Schema.PodEnds, ends, static (each, row) => (row[0], row[1], row[2]) = (each.Moment, each.Pod, each.Uid));
    });

    /// <summary>Number of a set of nodes; one that is new is added to those that are to be kept.</summary>
    private int NodeSet(IReadOnlyList<string> nodes, List<(int, string)> added)
    {
        if (_lastNodeSet is { } last && ReferenceEquals(last.Nodes, nodes))
            return last.Number;
        var text = RecordJson.Write(nodes);
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        if (!_nodeSets.TryGetValue(digest, out var number))
        {
            _nodeSets.Add(digest, number = _nodeSets.Count + 1);
            added.Add((number, text));
        }
        _lastNodeSet = (nodes, number);
        return number;
    }
}
