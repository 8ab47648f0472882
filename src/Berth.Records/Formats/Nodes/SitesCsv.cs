using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Nodes;

/// <summary><c>id,pue,k,ci_region</c> of KubEnergySched, in the folder of its nodes.csv.</summary>
internal static class SitesCsv
{
    private static readonly string[] Columns = ["id", "pue", "k", "ci_region"];

    /// <summary>The sites by id; null when there is no sites.csv.</summary>
    internal static Dictionary<string, SiteFacts>? ReadBeside(string nodes)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(nodes)) ?? "", "sites.csv");
        if (!File.Exists(path))
            return null;
        using var table = new TableReader(path, "file of sites (id,pue,k,ci_region)", ',', Columns);
        var rows = table.Rows;
        int id = table.Column("id"), pue = table.Column("pue"), factor = table.Find("k"), region = table.Find("ci_region");
        var names = new Names(rows);
        var sites = new Dictionary<string, SiteFacts>();
        while (rows.Read())
            sites.Add(names.Take(rows.Field(id)), new(
                rows.Number(pue, "pue", 1, 10),
                rows.Field(factor).IsEmpty ? 1 : rows.Number(factor, "k", 0, 1e6),
                rows.Field(region).ToString()));
        return sites;
    }
}
