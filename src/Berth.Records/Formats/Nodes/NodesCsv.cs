using Berth.Model;
using Berth.Model.Units;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Nodes;

/// <summary>
/// <c>name,cpu,mem,ci_profile[,site_id[,peak_power_w]]</c> of KubEnergySched (https://github.com/g-uva/KubEnergySched), in cores, GiB and watts, with its sites in
/// <c>sites.csv</c> beside it if that is there. As there, a node draws 15 % of its peak power when idle, and 400 W at most when nothing is said.
/// </summary>
internal static class NodesCsv
{
    private const double IdlePart = 0.15, DefaultPeak = 400;

    private static readonly string[] Columns = ["name", "cpu", "mem", "ci_profile", "site_id", "peak_power_w"];

    internal static IReadOnlyList<Site> Read(string path)
    {
        var sites = SitesCsv.ReadBeside(path);
        using var table = new TableReader(path, "file of nodes (name,cpu,mem,ci_profile[,site_id[,peak_power_w]])", ',', Columns);
        var rows = table.Rows;
        int name = table.Column("name"), cpu = table.Column("cpu"), memory = table.Column("mem"), profile = table.Column("ci_profile");
        int place = table.Find("site_id"), peak = table.Find("peak_power_w");
        var names = new Names(rows);
        var groups = new SiteGroups<Kind>();
        while (rows.Read())
        {
            var node = names.Take(rows.Field(name));
            var id = rows.Field(place).ToString();
            var site = SiteFacts.None;
            if (id.Length > 0 && sites is not null && !sites.TryGetValue(id, out site))
                throw rows.Error($"there is no site {Mistake.Quote(id)} in sites.csv", "add it there");
            groups.Add(
                new(
                    Limits.Cpu(rows.Number(cpu, "cpu", 0.001, Limits.Cores)),
                    rows.Number(memory, "mem", 0.001, Limits.Bytes / Limits.Gibibyte),
                    CarbonProfile.Read(rows, profile, site),
                    id,
                    site.Pue,
                    rows.Field(peak).IsEmpty ? DefaultPeak : rows.Number(peak, "peak_power_w", 0, 1e9)),
                node);
        }
        return groups.Sites(
            (kind, first) => kind.Site.Length > 0 ? kind.Site : first.TrimEnd("0123456789".ToCharArray()),
            kind => SiteGroups<Kind>.Hardware(kind.Cores, kind.Gibibytes * Limits.Gibibyte, null) with
            {
                Power = new([new(IdlePart * kind.Peak), new(kind.Peak)]),
                Pue = kind.Pue,
                Grid = kind.Grid,
            });
    }

    private readonly record struct Kind(double Cores, double Gibibytes, Grid? Grid, string Site, double Pue, double Peak);
}
