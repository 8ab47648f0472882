using Berth.Reports.Document;

namespace Berth.Reports.Tests;

/// <summary>A simulated run of the sample, beside which an emulated one is shown.</summary>
internal static class SampleWorlds
{
    public static ReportDocument Make(params string[] variants)
    {
        var sample = SampleReport.Make(7, variants);
        return sample with { World = "simulation", Checks = [], Dilation = new(1, ""), Warnings = [], Worlds = [.. sample.Rows.Select(Beside)] };
    }

    /// <summary>The simulation, and the two measured worlds with chance in every part.</summary>
    private static ReportWorlds Beside(ReportRow row)
    {
        var chance = SampleReport.Chance(7, "worlds", row.Variant, row.Placement);
        var simulated = new ReportWorld("simulation", row.Parts.Sum(part => part.MeanMs), row.P95Ms!.Value, null, null, [.. row.Parts.Select(part => new ReportWorldPart(part.Part, part.MeanMs))]);
        ReportWorld Measured(string world, double uplink, double p95)
        {
            ReportWorldPart[] parts = [.. simulated.Parts.Select(part => new ReportWorldPart(part.Part, part.Ms * (1 + (0.08 * chance.Normal()) + (part.Part == "uplink" ? uplink : 0))))];
            var mean = parts.Sum(part => part.Ms);
            return new(world, mean, simulated.P95Ms * p95, 100 * (simulated.MeanMs / mean - 1), 100 * (1 / p95 - 1), parts);
        }
        return new(row.Variant, row.Workload, row.Placement, [simulated, Measured("emulation", 0.16, row.Placement == "cloud" ? 1.21 : 1.03), Measured("kubernetes", -0.9, 0.7)]);
    }
}
