using Berth.Reports.Document;

namespace Berth.Reports.Tests;

internal static class SampleTopology
{
    public static ReportTopology Make(long seed, string[] variants)
    {
        const long Gi = 1L << 30;
        return new(
            [
                new("cloud", "cloud", 1, 4, 100, 4 * Gi, 60, 240, 1.2, 363),
                new("edge", "edge", 2, 2, 75, 2 * Gi, 20, 65, 1, 363),
                new("endpoint", "endpoint", 6, 1, 50, Gi, 2, 7, 1, null),
            ],
            [
                new("endpoint", "edge", "7.5 ms ± 2.5 ms", "29.66 Mbit/s", 0),
                new("edge", "endpoint", "7.5 ms ± 2.5 ms", "29.66 Mbit/s", 0),
                new("endpoint", "cloud", "45 ms ± 5 ms", "7.21 Mbit/s", 0.1),
                new("cloud", "endpoint", "45 ms ± 5 ms", "7.21 Mbit/s", 0.1),
            ],
            [.. variants.SelectMany(variant => Flows(seed, variant))]);
    }

    private static IEnumerable<ReportFlow> Flows(long seed, string variant)
    {
        var chance = SampleReport.Chance(seed, "flows", variant);
        const long Up = 2700 * 69_420L;
        const long Down = 2700 * 612L;
        foreach (var (placement, site) in new[] { ("mist", "endpoint"), ("edge", "edge"), ("cloud", "cloud") })
        {
            var far = site == "cloud";
            var loss = far ? 118 + chance.NextInt(20) : 0;
            yield return new(variant, placement, "endpoint", site, Up / 1447, Up, loss, far ? 41 : 0, far ? 7 : 0);
            if (site != "endpoint")
                yield return new(variant, placement, site, "endpoint", (Up / 2900) + 2700, Down + (Up / 40), loss / 3, 0, 0);
        }
    }
}
