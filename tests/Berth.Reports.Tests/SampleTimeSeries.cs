using Berth.Reports.Document;

namespace Berth.Reports.Tests;

internal static class SampleTimeSeries
{
    public static readonly string[] Nodes =
        ["cloud-1", "edge-1", "edge-2", .. Enumerable.Range(1, 6).Select(number => $"endpoint-{number}")];

    public static ReportTimeSeries Make(long seed, string variant, string placement, int repetition)
    {
        var chance = SampleReport.Chance(seed, "series", variant, placement, repetition);
        double Busy(string node) => (placement, node.Split('-')[0]) switch
        {
            ("local", "endpoint") => 94,
            ("mist", "endpoint") => 62,
            ("edge", "edge") => 41,
            ("cloud", "cloud") => 12,
            (_, "endpoint") => 5,
            _ => 1,
        };
        var times = Enumerable.Range(1, 30).Select(second => second + (0.02 * chance.NextDouble())).ToArray();
        List<ReportLine> lines = [];
        foreach (var node in Nodes)
        {
            var load = times.Select(_ => Math.Clamp(Busy(node) + (4 * chance.Normal()), 0, 100)).ToArray();
            var (idle, peak) = node[0] == 'c' ? (60, 240) : node.StartsWith("ed", StringComparison.Ordinal) ? (20, 65) : (2, 7);
            lines.Add(new("CPU utilisation", "%", node, [.. load.Select(percent => (double?)percent)]));
            lines.Add(new("Power", "W", node, [.. load.Select(percent => (double?)(idle + ((peak - idle) * percent / 100)))]));
            lines.Add(new("Memory", "MB", node, [.. times.Select((time, index) => index == 3 ? null : (double?)(60 + (Busy(node) > 6 ? 210 * (1 - Math.Exp(-time)) : 0)))]));
        }

        lines.Add(new("Items in flight", "", "camera", [.. times.Select(time => (double?)Math.Round(3 + (placement == "local" ? time : 0) + chance.NextExponential(1)))]));
        return new(variant, placement, repetition, times, lines);
    }
}
