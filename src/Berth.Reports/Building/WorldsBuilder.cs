using Berth.Records.Store;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>Puts the figures of a simulated run beside those of an emulated run of the same experiment.</summary>
public static class WorldsBuilder
{
    /// <summary>Key under which the records keep in which world a run happened.</summary>
    public const string WorldKey = "world";

    /// <summary>Value of <see cref="WorldKey"/> of a simulated run.</summary>
    public const string Simulation = "simulation";

    /// <summary>Key under which a simulated run keeps the comparison with an emulated one.</summary>
    public const string WorldsKey = "worlds";

    /// <summary>Key under which a simulated run keeps the comparison of scaling policies with an emulated one.</summary>
    public const string ServiceWorldsKey = "service worlds";

    /// <summary>Every placement that both runs have.</summary>
    public static IReadOnlyList<ReportWorlds> Compare(IReadOnlyList<RunResult> simulated, IReadOnlyList<RunResult> emulated) =>
        [.. from one in simulated
            let other = emulated.FirstOrDefault(each => each.Variant.Label == one.Variant.Label && each.Workload.Name == one.Workload.Name && each.Placement == one.Placement)
            where one.Summary.Latency?.Mean is not null && other?.Summary.Latency?.Mean is not null
            select new ReportWorlds(
                one.Variant.Label, one.Workload.Name, one.Placement,
                one.Summary.Latency!.Mean!.Value.Seconds * 1000, other.Summary.Latency!.Mean!.Value.Seconds * 1000,
                one.Summary.Latency.P95.Seconds * 1000, other.Summary.Latency.P95.Seconds * 1000,
                [.. one.Summary.Parts.Zip(other.Summary.Parts, (left, right) => new ReportWorldsPart(left.Part.ToString().ToLowerInvariant(), left.Mean.Seconds * 1000, right.Mean.Seconds * 1000))])];
}
