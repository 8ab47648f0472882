using Berth.Reports.Document;

namespace Berth.Reports.Tests;

/// <summary>What sites and nodes used under a row of the sample: cleaner policies use the cleaner site and the cleaner hours more.</summary>
internal static class SampleJobUse
{
    private const int Span = 72;

    private static readonly (string Name, int Nodes, double Cores, double Intensity)[] Places = [("frankfurt", 40, 96, 380), ("stockholm", 24, 64, 28), ("warsaw", 12, 32, 690)];

    public static IEnumerable<ReportSiteUse> Sites(ReportJobRow row) => Hours(row).Select(hours => new ReportSiteUse(
        row.Variant, row.Label, hours.Site, hours.Kilowatts.Sum(), hours.GramsPerHour.Sum(), 100 * hours.Cores.Average() / Capacity(hours.Site)));

    public static IEnumerable<ReportHours> Hours(ReportJobRow row)
    {
        var green = Green(row);
        foreach (var (site, nodes, cores, intensity) in Places)
        {
            var chance = SampleReport.Chance(7, "hours", row.Variant, row.Label, site);
            var share = site == "stockholm" ? 0.45 + (0.5 * green) : site == "warsaw" ? 0.5 - (0.4 * green) : 0.55 - (0.2 * green);
            var use = Enumerable.Range(1, Span).Select(hour =>
                Math.Clamp(share + (0.12 * chance.Normal()) + (0.15 + (green * 0.3)) * Math.Cos((hour - 13) * Math.PI / 12), 0, 1)).ToArray();
            var watts = use.Select(fraction => nodes * (0.14 + (0.4 * fraction))).ToArray();
            yield return new(row.Variant, row.Label, site, [.. Enumerable.Range(1, Span).Select(hour => (double)hour)], watts,
                [.. watts.Select((kilowatts, hour) => kilowatts * intensity * (1 - (0.3 * Math.Cos((hour - 12) * Math.PI / 12))))],
                [.. use.Select(fraction => fraction * nodes * cores)]);
        }
    }

    public static IEnumerable<ReportNodeUse> Nodes(ReportJobRow row)
    {
        var packs = row.Placement is "best-fit" or "most-allocated" or "first-fit" or "energy-aware";
        foreach (var use in Sites(row))
        {
            var (_, nodes, _, intensity) = Places.Single(place => place.Name == use.Site);
            var chance = SampleReport.Chance(7, "nodes", row.Variant, row.Label, use.Site);
            for (var node = 0; node < nodes; node++)
            {
                var busy = packs ? (node < nodes * use.UtilizationPercent / 100 ? 93 : 2) : use.UtilizationPercent;
                var percent = Math.Clamp(busy + (4 * chance.Normal()), 0, 100);
                var energy = (0.14 + (0.4 * percent / 100)) * Span;
                yield return new(row.Variant, row.Label, use.Site == "warsaw" ? $"host_{(char)('a' + node)}" : $"{use.Site}-{node + 1}", use.Site, energy, energy * intensity, percent);
            }
        }
    }

    private static double Capacity(string site) => Places.Where(place => place.Name == site).Sum(place => place.Nodes * place.Cores);

    private static double Green(ReportJobRow row) => row.Placement == "carbon-aware" ? (row.Shifting == "start-now" ? 0.5 : 1) : 0;
}
