using Berth.Accounting.Jobs;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Reports.Building;

namespace Berth.Reports.Tests;

public sealed class JobWorldsTests
{
    private static readonly Variant Plain = new([], new(
        "calls", 1, new([], []), [], [], [], null, null, ["one", "two"], [], ["now"], ["perfect"], new Dictionary<string, IReadOnlyDictionary<string, double>>(), new(default, default, default, 1, null, default, default, 1, default)));

    private static JobCaseResult Result(string placement, double turnaround, int variant = 1) => new(
        new(variant, placement, "now", "perfect", 1),
        JobKpis.Of([new(JobOutcome.Completed, 0, 0, (long)(turnaround * 1e9), 0, turnaround, turnaround, 0, false, default)], [], _ => 0), [], [], [], [], 0, 0);

    [Fact]
    public void Policies_that_both_worlds_have_stand_beside_each_other_with_their_ranks()
    {
        var worlds = JobWorldsBuilder.Compare([Plain], [Result("one", 4), Result("two", 3), Result("three", 1)], [Result("two", 4), Result("one", 5)]);
        Assert.Equal([("one", 4, 5, 2, 2), ("two", 3.0, 4.0, 1, 1)], worlds.Select(row => (row.Label, row.SimulatedTurnaroundSeconds, row.EmulatedTurnaroundSeconds, row.SimulatedRank, row.EmulatedRank)));
        Assert.Equal(-20, worlds[0].TurnaroundDifferencePercent, 1e-9);
        Assert.Equal(-25, worlds[1].P95DifferencePercent, 1e-9);
        Assert.Equal(["both worlds rank the policies the same by mean turnaround."], JobWorldsBuilder.Rankings(worlds));
        Assert.Equal(["the worlds rank the policies differently by mean turnaround."], JobWorldsBuilder.Rankings([worlds[0] with { EmulatedRank = 1 }, worlds[1]]));
    }

    [Fact]
    public void Cases_of_another_run_get_the_numbers_of_their_variants_here()
    {
        var found = JobWorldsBuilder.Renumbered([Result("one", 4), Result("one", 5, 2)], [new(1, "gone", []), new(2, "", [])], [Plain]);
        Assert.Equal((1, 5.0), (Assert.Single(found).Case.Variant, found[0].Kpis.MeanTurnaround));
    }
}
