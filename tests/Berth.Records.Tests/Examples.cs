using Berth.Model.Observations;
using Berth.Policies;
using Berth.Records.Store;

namespace Berth.Records.Tests;

/// <summary>Small records with a different value in every field.</summary>
internal static class Examples
{
    public static ItemTimeline Item(int number, ItemOutcome outcome = ItemOutcome.Completed, bool? correct = true) =>
        new(number, "endpoint-1", "edge-2", outcome, 68_000 + number, 1_000 + number, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, correct);

    public static NodeSample Node(int second) => new("edge-2", second * 1_000_000_000L, 999_999_999, 0.1 * second, 123_456_789);

    public static ProcessSample Process { get; } =
        new("edge-2", "worker", 4711, 5_000_000_000, 87.5, 1.25, 0.5, 1L << 33, 1L << 40, 12.5, 11, 22, 33, 44, 55, 66, 7.75);

    public static Decision Decision { get; } = new("edge", "camera@endpoint-1", "edge-2", "edge-2 carries the fewest streams, \"fewest\" by cores",
        [new("cloud-1", "is not in the edge tier", []), new("edge-2", null, [new("streams per core", 2 / 3.0), new("µs", double.PositiveInfinity)])]);

    public static LinkFlow Flow { get; } = new("endpoint-1", "edge-2", 1, 2, 3, 4, 5);

    public static Check Check { get; } = new("endpoint-1 → edge-1", "rtt p50", "ms", 15, 15.1, 0.5, 200);

    public static DeploymentRecord Deployment(int number) => new(number, 1, "edge", 2, 1.5, ["endpoint-1"], ["edge-1", "edge-2"]);
}
