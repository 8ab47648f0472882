using System.Data.Common;
using Berth.Model;
using Berth.Records.Clusters;

namespace Berth.Records.Store;

public sealed partial class RunReader
{
    /// <summary>The nodes of a cluster, a row whenever one came, changed or went.</summary>
    public IReadOnlyList<ClusterNode> ClusterNodes() => Read(Schema.ClusterNodes, "", row => new ClusterNode(
        row.GetInt64(0), row.GetString(1), row.GetInt32(2) == 1, row.GetString(3), Enum.Parse<Tier>(row.GetString(4), ignoreCase: true), Number(row, 5), Number(row, 6), row.GetInt32(7), Number(row, 8),
        Known(row, 9), Known(row, 10), Known(row, 11), Known(row, 12), Number(row, 13), Number(row, 14)));

    /// <summary>What schedulers decided about pods, in the order in which it was known what became of it.</summary>
    public IReadOnlyList<PodDecision> PodDecisions()
    {
        // A writer adds a set before it is named, so whoever reads along reads the sets last.
        var rows = Read(Schema.PodDecisions, "", row => (Set: row.IsDBNull(12) ? (int?)null : row.GetInt32(12), Decision: new PodDecision(
            row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), OutcomeText.ParsePod(row.GetString(4)), Text(row, 5), row.GetString(6), Number(row, 7), Number(row, 8),
            row.GetInt32(9), row.GetInt32(10), Number(row, 11), null, Text(row, 13), row.IsDBNull(14) ? null : row.GetInt32(14))));
        var sets = Read(Schema.NodeSets, "", row => (row.GetInt32(0), RecordJson.Read<IReadOnlyList<string>>(row.GetString(1)))).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        return [.. rows.Select(row => row.Set is { } set ? row.Decision with { Open = sets[set] } : row.Decision)];
    }

    /// <summary>When pods ended.</summary>
    public IReadOnlyList<PodEnd> PodEnds() => Read(Schema.PodEnds, "", row => new PodEnd(row.GetInt64(0), row.GetString(1), row.GetString(2)));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
