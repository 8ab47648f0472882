using Berth.Model;
using Berth.Model.Units;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Nodes;

/// <summary>
/// Nodes of a cluster as a scheduler saw them, by <see cref="Clusters.ClusterExperiment"/>. Nodes of one place that differ become parts of it, which policies see as one site, as
/// the scheduler did.
/// </summary>
internal static class ClusterNodesCsv
{
    internal const string Header = "name,site,tier,cores,memory_bytes,gpus,speed,idle_w,peak_w,sleep_w,carbon_g_per_kwh,pue,price_per_kwh";

    internal static IReadOnlyList<Site> Read(string path)
    {
        using var table = new TableReader(path, $"file of nodes of a cluster ({Header})");
        var rows = table.Rows;
        int name = table.Column("name"), site = table.Column("site"), tier = table.Find("tier"), cores = table.Column("cores"), memory = table.Column("memory_bytes");
        int gpus = table.Find("gpus"), speed = table.Find("speed"), idle = table.Find("idle_w"), peak = table.Find("peak_w"), sleep = table.Find("sleep_w");
        int carbon = table.Find("carbon_g_per_kwh"), pue = table.Find("pue"), price = table.Find("price_per_kwh");
        var names = new Names(rows);
        var groups = new SiteGroups<Kind>();
        while (rows.Read())
            groups.Add(
                new(
                    rows.Field(site).ToString(),
                    Tiers(rows, tier),
                    Limits.Cpu(rows.Number(cores, "cores", 0.001, Limits.Cores)),
                    rows.Number(memory, "memory_bytes", 0, Limits.Bytes),
                    (int)(Optional(gpus, "gpus", 0, Limits.Gpus) ?? 0),
                    Optional(speed, "speed", 0.001, 1000) ?? 1,
                    Optional(idle, "idle_w", 0, 1e9),
                    Optional(peak, "peak_w", 0, 1e9),
                    Optional(sleep, "sleep_w", 0, 1e9),
                    Optional(carbon, "carbon_g_per_kwh", 0, 1e6),
                    Optional(pue, "pue", 1, 100) ?? 1,
                    Optional(price, "price_per_kwh", 0, 1e9) ?? 0),
                names.Take(rows.Field(name)));
        return groups.Sites((kind, _) => kind.Place, kind => SiteGroups<Kind>.Hardware(kind.Cores, kind.Bytes, kind.Gpus > 0 ? new(kind.Gpus, "", null) : null) with
        {
            Tier = kind.Tier,
            Share = new Fraction(kind.Speed),
            Power = kind is { Idle: { } least, Peak: { } most } ? new([new(least), new(most)]) : null,
            Sleep = kind.Sleep is { } watts ? new Power(watts) : null,
            Grid = kind.Carbon is { } grams ? new(new CarbonIntensity(grams)) : null,
            Pue = kind.Pue,
            Price = kind.Price,
            Place = kind.Place,
        });

        double? Optional(int column, string called, double least, double most) => rows.Field(column).IsEmpty ? null : rows.Number(column, called, least, most);
    }

    private static Tier Tiers(RowReader rows, int column) => rows.Field(column) switch
    {
        "" or "cloud" => Tier.Cloud,
        "edge" => Tier.Edge,
        "endpoint" => Tier.Endpoint,
        var other => throw rows.Error($"'tier' is {Mistake.Quote(other)}", "write cloud, edge or endpoint"),
    };

    private readonly record struct Kind(
        string Place, Tier Tier, double Cores, double Bytes, int Gpus, double Speed, double? Idle, double? Peak, double? Sleep, double? Carbon, double Pue, double Price);
}
