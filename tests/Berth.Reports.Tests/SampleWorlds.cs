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

    private static ReportWorlds Beside(ReportRow row)
    {
        var chance = SampleReport.Chance(7, "worlds", row.Variant, row.Placement);
        var parts = row.Parts.Select(part => new ReportWorldsPart(part.Part, part.MeanMs, part.MeanMs * (1 + (0.08 * chance.Normal()) + (part.Part == "uplink" ? 0.16 : 0)))).ToArray();
        return new(row.Variant, row.Workload, row.Placement, parts.Sum(part => part.SimulatedMs), parts.Sum(part => part.EmulatedMs), row.P95Ms!.Value, row.P95Ms.Value * (row.Placement == "cloud" ? 1.21 : 1.03), parts);
    }
}
