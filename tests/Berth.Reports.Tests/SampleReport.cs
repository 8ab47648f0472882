using Berth.Model;
using Berth.Reports.Document;

namespace Berth.Reports.Tests;

/// <summary>A seeded report as a real run would give: four placements, three repetitions, nine nodes, sixty checks.</summary>
internal static class SampleReport
{
    public const string HostileText = "</script><script>alert('x')</script><!-- & \" ' \u2028 ñ 東京 😀 -->";

    public static readonly string[] Placements = ["local", "mist", "edge", "cloud"];

    public static ReportDocument Make(long seed = 7, params string[] variants)
    {
        variants = variants.Length == 0 ? [""] : variants;
        var rows = variants.SelectMany((variant, index) => Placements.Select(placement => SampleRow.Make(seed, variant, placement, 1 + index))).ToArray();
        var (edge, cloud) = (rows[2], rows[3]);
        return new ReportDocument
        {
            Title = "where-to-compute",
            Question = "Where should camera run?",
            Answer = $"At the edge: 99 of 100 items return within {edge.P99Ms:F0} ms and none is lost; the cloud needs {cloud.P99Ms / edge.P99Ms:F1} times as long, "
                + "and the endpoints themselves cannot keep up.",
            Warnings = ["One of 60 self-checks failed: the loss from endpoint-6 to cloud-1 is 0.17 % instead of 0.1 %."],
            Generated = "2026-11-22 02:41:07 UTC",
            ExperimentYaml = ExperimentYaml,
            Versions = [new("Berth", "0.1.0"), new(".NET", "10.0.12"), new("ONNX Runtime", "1.30.0"), new("Model", "resnet18-fashion-mnist, sha256 6f1c0e7a")],
            Machine = [new("Processor", "2 × AMD EPYC 9R14"), new("Memory", "8 GiB"), new("Kernel", "Linux 6.18.0, HZ 250, cgroup v1"),
                new("Processor sharing", "millisecond time slots, ceiling by CFS quota"), new("Hostile", HostileText)],
            Seed = seed,
            Dilation = new(4, "9 emulated cores of together 5.5 real ones do not fit 2 real ones in real time."),
            RunFolder = "runs/where-to-compute-20261122T024107Z",
            Rows = rows,
            TimeSeries = [.. variants.SelectMany(variant => Placements.SelectMany(placement =>
                Enumerable.Range(1, 3).Select(repetition => SampleTimeSeries.Make(seed, variant, placement, repetition))))],
            Topology = SampleTopology.Make(seed, variants),
            Checks = [.. SampleChecks.Make(seed)],
            Decisions = [.. variants.SelectMany(variant => Placements.SelectMany(placement => SampleDecisions.Make(variant, placement)))],
            Events = [
                new(12.4, "link", "endpoint → cloud went to a latency of 200 ms, as the file asks.", variants[0], "cloud", 2),
                new(20.1, "worker", "The worker on cloud-1 did not answer for 1.2 s and was started again.", variants[0], "cloud", 2),
                new(0, "note", HostileText, null, null, null),
            ],
        };
    }

    public static RandomStream Chance(long seed, params object[] names) => new(seed, string.Join('/', names));

    public static double Normal(this RandomStream chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());

    private const string ExperimentYaml = """
        name: where-to-compute
        seed: 7
        continuum:
          sites:
            cloud:    { nodes: 1, cpu: 4, memory: 4Gi, power: { idle: 60W, peak: 240W }, pue: 1.2, carbon: { zone: DE } }
            edge:     { nodes: 2, cpu: 2, memory: 2Gi, share: 0.75, power: { idle: 20W, peak: 65W } }
            endpoint: { nodes: 6, cpu: 1, memory: 1Gi, share: 0.5,  power: { idle: 2W,  peak: 7W } }
          links:
            - { between: [endpoint, edge],  latency: 7.5ms ± 2.5ms, rate: 29.66Mbit/s }
            - { between: [endpoint, cloud], latency: 45ms ± 5ms,    rate: 7.21Mbit/s, loss: 0.1% }
        workloads:
          camera: { kind: image-classification, source: endpoint, rate: 5/s, slo: { p99: 500ms } }
        compare:
          placement: [local, mist, edge, cloud]
        run: { duration: 30s, repetitions: 3 }
        # </script> stays a comment
        """;
}
