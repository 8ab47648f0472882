using Berth.Reports.Document;

namespace Berth.Reports.Tests;

internal static class SampleRow
{
    private static readonly string[] Parts = ["preprocess", "send", "uplink", "queue", "processing", "reply", "downlink"];

    private const int Items = 2700;

    public static ReportRow Make(long seed, string variant, string placement, double load)
    {
        var chance = SampleReport.Chance(seed, "row", variant, placement);
        var items = Enumerable.Range(0, Items).Select(_ => (AtS: 30 * chance.NextDouble(), Parts: Item(placement, chance, load), Lost: chance.NextDouble()))
            .OrderBy(item => item.AtS).ToArray();
        var lossRate = placement switch { "cloud" => 0.004, "local" => 0.021, _ => 0 };
        var completed = items.Where(item => item.Lost >= lossRate).ToArray();
        var lost = items.Where(item => item.Lost < lossRate).Select(item => item.AtS).ToArray();
        if (placement == "local")
            completed = [.. completed.Select(item => item with { Parts = [.. item.Parts.Select((ms, part) => part == 3 ? ms * (0.3 + (item.AtS / 12)) : ms)] })];
        var latencies = completed.Select(item => item.Parts.Sum()).ToArray();
        var mean = latencies.Average();
        var all = latencies.Concat(lost.Select(_ => double.PositiveInfinity)).Order().ToArray();
        var p99 = Percentile(all, 99);
        return new ReportRow
        {
            Variant = variant,
            Workload = "camera",
            Placement = placement,
            Best = placement == "edge",
            Repetitions = 3,
            Items = Items,
            Completed = completed.Length,
            Lost = new(lost.Length - (lost.Length / 4), 0, lost.Length / 4),
            P50Ms = Percentile(all, 50),
            P95Ms = Percentile(all, 95),
            P99Ms = p99,
            MeanMs = mean,
            MeanLowMs = mean * 0.985,
            MeanHighMs = mean * 1.015,
            Parts = [.. Parts.Select((part, index) => new ReportPart(
                part,
                completed.Average(item => item.Parts[index]),
                Percentile([.. completed.Select(item => item.Parts[index]).Order()], 95)))],
            Slo = new("p99 ≤ 500 ms", p99 <= 500, [new(99, 500)]),
            WorkerLoadPercent = placement switch { "local" => 96, "mist" => 62, "edge" => 41, _ => 12 },
            SourceLoadPercent = placement switch { "local" => 96, "mist" => 67, _ => 5 },
            JoulesPerItem = placement switch { "local" => 1.31, "mist" => 1.18, "edge" => 1.92, _ => 3.44 },
            EnergyBy = "model",
            GramsPerItem = placement switch { "local" => 0.000138, "mist" => 0.000125, "edge" => 0.000203, _ => 0.000436 },
            AccuracyPercent = 91.3,
            Cdf = ReportPoints.Cdf(latencies, Items),
            Latencies = ReportPoints.Thin(completed.Select((item, index) => new ReportPoint(item.AtS, latencies[index]))),
            LostAtS = lost,
        };
    }

    private static double[] Item(string placement, Model.RandomStream chance, double load)
    {
        double Jitter(double ms, double spread) => ms + (spread * Math.Abs(chance.Normal()));
        return placement switch
        {
            "local" => [Jitter(7, 2), 0.2, 0.3, chance.NextExponential(160 * load), Jitter(88, 5), 0.3, 0.2],
            "mist" => [Jitter(6, 2), Jitter(0.4, 0.3), Jitter(3.1, 0.4), chance.NextExponential(42 * load), Jitter(88, 5), 0.3, Jitter(1.2, 0.2)],
            "edge" => [Jitter(6, 1), Jitter(0.4, 0.3), Jitter(26, 2.5), chance.NextExponential(12 * load), Jitter(58, 3), 0.3, Jitter(7.6, 1.5)],
            _ => [Jitter(6, 1), Jitter(0.4, 0.3), Jitter(120.5, 6) + (chance.NextDouble() < 0.02 ? 210 : 0), chance.NextExponential(2 * load), Jitter(22, 1), 0.3, Jitter(45, 4)],
        };
    }

    private static double Percentile(double[] ascending, int percentile) =>
        ascending[(int)Math.Ceiling(percentile / 100.0 * ascending.Length) - 1];
}
