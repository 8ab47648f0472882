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
        var worlds = JobWorldsBuilder.Compare([Plain], [Result("one", 4), Result("two", 3), Result("three", 1)], ("emulation", [Result("two", 4), Result("one", 5)]));
        Assert.Equal(
            [("one", "simulation 4 2, emulation 5 2"), ("two", "simulation 3 1, emulation 4 1")],
            worlds.Select(row => (row.Label, string.Join(", ", row.Worlds.Select(world => $"{world.World} {world.TurnaroundSeconds} {world.Rank}")))));
        Assert.Equal((null, -20.0), (worlds[0].Worlds[0].TurnaroundDifferencePercent, Math.Round(worlds[0].Worlds[1].TurnaroundDifferencePercent!.Value, 9)));
        Assert.Equal(-25, worlds[1].Worlds[1].P95DifferencePercent!.Value, 1e-9);
        Assert.Equal(["both worlds rank the policies the same by mean turnaround."], JobWorldsBuilder.Rankings(worlds));
    }

    [Fact]
    public void Repetitions_that_a_world_lacks_are_left_out_of_the_others_too()
    {
        var again = Result("one", 40) with { Case = Result("one", 40).Case with { Repetition = 2 } };
        var worlds = JobWorldsBuilder.Compare([Plain], [Result("one", 4), again, Result("two", 6)], ("emulation", [Result("one", 5), again]), ("kubernetes", [Result("one", 3), Result("two", 2)]));
        Assert.Equal([4, 5, 3], worlds[0].Worlds.Select(world => world.TurnaroundSeconds));
        Assert.Equal(["simulation", "kubernetes"], worlds[1].Worlds.Select(world => world.World));
        Assert.Equal([1, 1, 1, null, null], worlds.SelectMany(row => row.Worlds).Select(world => world.Rank));
    }

    [Fact]
    public void Worlds_that_rank_differently_are_said_to() => Assert.Equal(
        ["the worlds rank the policies differently by mean turnaround."],
        JobWorldsBuilder.Rankings(JobWorldsBuilder.Compare([Plain], [Result("one", 4), Result("two", 3)], ("emulation", [Result("one", 4), Result("two", 5)]))));
}
