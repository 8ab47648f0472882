using Berth.Records.Store;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>Puts the figures of a simulated run beside those of measured runs of the same experiment.</summary>
public static class WorldsBuilder
{
    /// <summary>Key under which the records keep in which world a run happened; a run without it was emulated.</summary>
    public const string WorldKey = "world";

    /// <summary>Value of <see cref="WorldKey"/> of a simulated run.</summary>
    public const string Simulation = "simulation";

    /// <summary>The emulated world.</summary>
    public const string Emulation = "emulation";

    /// <summary>Value of <see cref="WorldKey"/> of a run on a cluster.</summary>
    public const string Kubernetes = "kubernetes";

    /// <summary>Key under which a run keeps its comparison with those of other worlds.</summary>
    public const string WorldsKey = "worlds";

    /// <summary>Key under which a run keeps the comparison of its scaling policies with those of other worlds.</summary>
    public const string ServiceWorldsKey = "service worlds";

    /// <summary>Every placement that was simulated and measured at least once.</summary>
    /// <param name="simulated">The simulated run.</param>
    /// <param name="measured">Measured runs with the names of their worlds.</param>
    public static IReadOnlyList<ReportWorlds> Compare(IReadOnlyList<RunResult> simulated, params IReadOnlyList<(string World, IReadOnlyList<RunResult> Results)> measured) =>
        [.. from one in simulated
            where one.Summary.Latency?.Mean is not null
            let others = measured
                .Select(each => (each.World, Result: each.Results.FirstOrDefault(other => other.Variant.Label == one.Variant.Label && other.Workload.Name == one.Workload.Name && other.Placement == one.Placement)))
                .Where(each => each.Result?.Summary.Latency?.Mean is not null).ToList()
            where others.Count > 0
            select new ReportWorlds(one.Variant.Label, one.Workload.Name, one.Placement, [World(Simulation, one, null), .. others.Select(each => World(each.World, each.Result!, one))])];

    private static ReportWorld World(string world, RunResult result, RunResult? simulated)
    {
        var (mean, p95) = Figures(result);
        (double Mean, double P95)? model = simulated is null ? null : Figures(simulated);
        return new(world, mean, p95, 100 * (model?.Mean / mean - 1), 100 * (model?.P95 / p95 - 1), [.. result.Summary.Parts.Select(part => new ReportWorldPart(part.Part.ToString().ToLowerInvariant(), part.Mean.Seconds * 1000))]);
    }

    private static (double Mean, double P95) Figures(RunResult result) => (result.Summary.Latency!.Mean!.Value.Seconds * 1000, result.Summary.Latency.P95.Seconds * 1000);
}
