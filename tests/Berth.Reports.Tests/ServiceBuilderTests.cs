using Berth.Accounting.Services;
using Berth.Model;
using Berth.Reports.Building;
using Berth.Reports.Document;

namespace Berth.Reports.Tests;

/// <summary>What the report of services says, from outcomes that are written by hand.</summary>
public sealed class ServiceBuilderTests
{
    private static readonly ServiceVariant Plain = SampleServices.Variant("", 10);

    [Theory]
    [InlineData("hpa 400 1000, berth 300 900, oracle 300 800", "Scale inference with berth: of the 2 policies that meet p99 ≤ 500 ms it reserves the fewest core-seconds (p99 300 ms, 900 core-seconds: 9.00 cores on average, -10.0 % against hpa, +12.5 % against oracle).")]
    [InlineData("hpa 600 1000, berth 300 900", "Scale inference with berth: it alone meets p99 ≤ 500 ms (p99 300 ms, 900 core-seconds: 9.00 cores on average, -10.0 % against hpa).")]
    [InlineData("hpa 600 1000, berth 550 900, oracle 100 800", "No policy meets p99 ≤ 500 ms for inference in every repetition; berth comes closest (p99 550 ms, 900 core-seconds: 9.00 cores on average, -10.0 % against hpa, +12.5 % against oracle).")]
    [InlineData("hpa ∞ 1000, berth ∞ 900", "No policy meets p99 ≤ 500 ms for inference in every repetition; berth comes closest (p99 ∞, 900 core-seconds: 9.00 cores on average, -10.0 % against hpa).")]
    [InlineData("oracle 300 800, hpa 400 1000", "Scale inference with hpa: it alone meets p99 ≤ 500 ms (p99 400 ms, 1000 core-seconds: 10.0 cores on average, +25.0 % against oracle).")]
    [InlineData("hpa 400 1000", "inference under hpa: p99 400 ms, 1000 core-seconds: 10.0 cores on average, objective met.")]
    public void The_answer_is_one_sentence_with_numbers(string policies, string answer) => Assert.Equal(answer, ServiceAnswer.Sentence([Plain], Summaries(Plain, policies)));

    [Fact]
    public void Without_an_objective_the_fastest_and_the_cheapest_are_named()
    {
        var variant = Plain with { Services = [Plain.Services[0] with { Slo = null }] };
        Assert.Equal(
            "inference has the lowest p99 under berth (p99 300 ms, 900 core-seconds: 9.00 cores on average); hpa reserves the fewest core-seconds (p99 400 ms, 500 core-seconds: 5.00 cores on average).",
            ServiceAnswer.Sentence([variant], Summaries(variant, "hpa 400 500, berth 300 900, oracle 100 100")));
        Assert.Equal(
            "inference under berth has the lowest p99 and reserves the fewest core-seconds (p99 300 ms, 400 core-seconds: 4.00 cores on average, -20.0 % against hpa).",
            ServiceAnswer.Sentence([variant], Summaries(variant, "hpa 400 500, berth 300 400")));
    }

    [Theory]
    [InlineData(SloRequirement.None, "hpa 600 1, berth 600 1", null)]
    [InlineData(SloRequirement.Any, "hpa 600 1, berth 400 1", null)]
    [InlineData(SloRequirement.Any, "hpa 600 1, oracle 400 1", "inference: no scaling policy meets p99 ≤ 500 ms, which the file requires")]
    [InlineData(SloRequirement.All, "hpa 600 1, berth 400 1", "inference: not every scaling policy meets p99 ≤ 500 ms, which the file requires")]
    [InlineData(SloRequirement.All, "hpa 400 1, berth 400 1, oracle 600 1", null)]
    public void A_promise_is_broken_by_those_that_do_not_know_the_future(SloRequirement require, string policies, string? broken)
    {
        var variant = SampleServices.Variant("", 10, require);
        Assert.Equal(broken is null ? [] : [broken], ServiceAnswer.BrokenPromises([variant], Summaries(variant, policies)));
    }

    [Fact]
    public void Policies_are_in_the_order_of_the_file_however_they_were_recorded()
    {
        var summaries = Summaries(Plain, "oracle 300 800, berth 300 900, hpa 400 1000");
        Assert.Equal(["hpa", "berth", "oracle"], summaries.Select(summary => summary.Scaling));
        Assert.Equal("hpa", summaries[1].VersusFirst!.Reference);
    }

    [Fact]
    public void The_notable_decisions_are_the_largest_up_the_largest_down_and_the_one_nearest_to_the_worst_latency()
    {
        var outcome = Outcome("berth", 0.3, 900) with
        {
            Series = [Interval(10, 0.1, 0), Interval(20, 0.9, 0), Interval(30, null, 0), Interval(40, 0.2, 3)],
            Steps = [Step(2, 1, 2), Step(12, 2, 6), Step(19, 6, 7), Step(33, 7, 3), Step(39, 3, 2)],
        };
        Assert.Equal(
            [(12, "largest scale-up"), (19, "nearest to the worst latency, p99 900 ms at 20.0 s"), (33, "largest scale-down")],
            NotableSteps.Of(outcome).Select(each => ((int)each.Step.AtSeconds, each.Why)));
    }

    [Fact]
    public void One_decision_may_be_notable_twice_and_a_stretch_without_any_answer_is_the_worst()
    {
        var outcome = Outcome("berth", 0.3, 900) with { Series = [Interval(10, 5, 0), Interval(20, null, 7)], Steps = [Step(5, 1, 2), Step(21, 2, 6)] };
        Assert.Equal([(21, "largest scale-up; nearest to the worst latency, nothing was answered at 20.0 s")], NotableSteps.Of(outcome).Select(each => ((int)each.Step.AtSeconds, each.Why)));
        Assert.Empty(NotableSteps.Of(outcome with { Steps = [] }));
    }

    [Fact]
    public void Of_very_many_decisions_the_notable_and_the_largest_are_in_the_report()
    {
        var steps = Enumerable.Range(0, 900).Select(number => Step(number, 2, number is 700 ? 9 : number is 800 ? 1 : number % 3 == 0 ? 4 : 3)).ToList();
        var variant = Plain;
        var services = new ServicesBuilder([variant], ServiceVariant.Summarise([variant], [(1, Outcome("berth", 0.3, 900) with { Steps = steps })])).Build([]);
        var course = Assert.Single(services.Courses);
        Assert.Equal((900, 250), (course.StepsTaken, course.Steps.Count));
        Assert.Equal([700, 800], course.Steps.Where(step => step.Notable is not null).Select(step => (int)step.AtS));
        Assert.Equal(course.Steps.Select(step => step.AtS).Order(), course.Steps.Select(step => step.AtS));
    }

    [Fact]
    public void Two_worlds_are_paired_by_policy_and_ranked()
    {
        var worlds = ServiceWorldsBuilder.Compare([Plain], Summaries(Plain, "hpa 400 1000, kpa 200 900, berth ∞ 800"), ("emulation", Summaries(Plain, "hpa 500 800, berth 300 900, kpa ∞ 950")));
        Assert.Equal(["hpa", "kpa", "berth"], worlds.Select(row => row.Scaling));
        Assert.All(worlds, row => Assert.Equal(["simulation", "emulation"], row.Worlds.Select(world => world.World)));
        Assert.Equal(["2 2", "1 3", "3 1"], worlds.Select(row => Ranks(row, world => world.P99Rank)));
        Assert.Equal(["3 1", "2 3", "1 2"], worlds.Select(row => Ranks(row, world => world.CoreSecondsRank)));
        Assert.Equal((null, -20.0), (worlds[0].Worlds[0].P99DifferencePercent, Math.Round(worlds[0].Worlds[1].P99DifferencePercent!.Value, 9)));
        Assert.Equal(25, worlds[0].Worlds[1].CoreSecondsDifferencePercent!.Value, 9);
        Assert.Null(worlds[1].Worlds[1].P99DifferencePercent);
        Assert.Equal(["the worlds rank the policies differently, both by p99 and by core-seconds."], ServiceWorldsBuilder.Rankings(worlds));
        Assert.Empty(ServiceWorldsBuilder.Rankings([worlds[0]]));
    }

    [Fact]
    public void Policies_that_not_every_world_has_stand_without_a_rank()
    {
        var worlds = ServiceWorldsBuilder.Compare(
            [Plain], Summaries(Plain, "oracle 100 700, hpa 400 1000, kpa 200 900, fixed 50 5000"),
            ("emulation", Summaries(Plain, "oracle 120 700, hpa 500 1000, kpa 300 900")), ("kubernetes", Summaries(Plain, "hpa 600 1000, kpa 250 900")));
        Assert.Equal(["hpa 3", "kpa 3", "oracle 2"], worlds.Select(row => $"{row.Scaling} {row.Worlds.Count}"));
        Assert.Equal(["2 2 2", "1 1 1", " "], worlds.Select(row => Ranks(row, world => world.P99Rank)));
        Assert.Equal(["all worlds rank the policies the same, by p99 and by core-seconds."], ServiceWorldsBuilder.Rankings(worlds));
    }

    [Fact]
    public void Variants_of_another_run_are_found_by_their_labels()
    {
        var numbers = WorldRanks.Numbers([new(1, "gone", []), new(2, "start=1s", []), new(3, "start=10s", [])], ["start=10s", "start=1s"]);
        Assert.Equal([(2, 2), (3, 1)], numbers.Select(each => (each.Key, each.Value)).Order());
    }

    private static string Ranks(ReportServiceWorlds row, Func<ReportServiceWorld, int?> rank) => string.Join(' ', row.Worlds.Select(rank));

    private static IReadOnlyList<ServiceSummary> Summaries(ServiceVariant variant, string policies) => ServiceVariant.Summarise(
        [variant],
        [.. policies.Split(", ").Select(policy => policy.Split(' ')).Select(words => (1, Outcome(words[0], words[1] == "∞" ? null : double.Parse(words[1]) / 1000, double.Parse(words[2]))))]);

    private static ServiceOutcome Outcome(string scaling, double? p99, double coreSeconds) =>
        new("inference", scaling, 1, 100, 1000, 1000, 0, 0, 0.02, 0.01, 0.05, p99, 0.99, coreSeconds, 0, 4, null, null, null, [], [], []);

    private static ServiceInterval Interval(double end, double? p99, long failed) => new(end, 10, 0, 2, 2, 2, 50, p99, failed);

    private static ScalingStep Step(double at, int from, int to) => new(at, from, to, "because", new Dictionary<string, double>());
}
