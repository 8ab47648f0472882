using Berth.Accounting.Services;
using Berth.Model;
using Berth.Model.Services;

namespace Berth.Accounting.Tests;

public sealed class ServiceSummaryTests
{
    private const int Most = 8;

    [Fact]
    public void A_figure_is_the_mean_of_its_repetitions_with_Students_interval()
    {
        // Mean 0.3, standard deviation 0.1, t(0.975, 2) = 4.302653: half of the interval is 4.302653 · 0.1 / √3.
        var summary = Summaries([Outcome("hpa", 1, 0.2, 1000), Outcome("hpa", 2, 0.3, 1100), Outcome("hpa", 3, 0.4, 1200)]).Single();

        Assert.Equal(0.3, summary.P99Seconds.Mean!.Value, 12);
        Assert.Equal(0.3 - 0.248414, summary.P99Seconds.Low!.Value, 6);
        Assert.Equal(0.3 + 0.248414, summary.P99Seconds.High!.Value, 6);
        Assert.Equal(1100, summary.CoreSeconds.Mean!.Value, 9);
        Assert.Equal(11, summary.MeanCores.Mean!.Value, 9);
        Assert.Equal(0.1, summary.StandbyPart.Mean!.Value, 12);
        Assert.Equal((3000, 30, 3), (summary.Requests, summary.Refused, summary.Lost));
        Assert.Equal(11, summary.RefusedOrLost.Mean);
        Assert.Equal(new RepeatedFigure(null, null, null), summary.Cost);
        Assert.Null(summary.VersusFirst);
        Assert.Null(summary.VersusOracle);
    }

    [Fact]
    public void One_repetition_has_no_interval_and_an_infinite_percentile_of_one_stays_infinite()
    {
        Assert.Equal(new RepeatedFigure(0.2, null, null), Summaries([Outcome("hpa", 1, 0.2, 1000)]).Single().P99Seconds);
        Assert.Equal(default, Summaries([Outcome("hpa", 1, 0.2, 1000), Outcome("hpa", 2, null, 1000)]).Single().P99Seconds);
    }

    [Fact]
    public void Differences_are_paired_by_repetition_against_the_first_and_against_the_oracle()
    {
        var summaries = Summaries(
        [
            Outcome("hpa", 1, 0.4, 1000), Outcome("hpa", 2, 0.8, 2000),
            Outcome("berth", 2, 0.6, 1600), Outcome("berth", 1, 0.2, 900),
            Outcome("oracle", 1, 0.1, 800), Outcome("oracle", 2, 0.5, 1200),
        ]);
        var berth = summaries[1];

        // −0.2 s both times; −50 % and −25 %; −100 and −400 core-seconds; −10 % and −20 %.
        Assert.Equal("hpa", berth.VersusFirst!.Reference);
        Assert.Equal(-0.2, berth.VersusFirst.P99Seconds.Absolute.Mean!.Value, 12);
        Assert.Equal(-0.2, berth.VersusFirst.P99Seconds.Absolute.Low!.Value, 9);
        Assert.Equal(-37.5, berth.VersusFirst.P99Seconds.Percent.Mean!.Value, 9);
        Assert.Equal(-250, berth.VersusFirst.CoreSeconds.Absolute.Mean!.Value, 9);
        // t(0.975, 1) = 12.7062; the standard deviation of −10 and −20 is 5 · √2, so half of the interval is 12.7062 · 5.
        Assert.Equal(-15, berth.VersusFirst.CoreSeconds.Percent.Mean!.Value, 9);
        Assert.Equal(-15 - 63.5310, berth.VersusFirst.CoreSeconds.Percent.Low!.Value, 3);
        // 900 / 800 and 1600 / 1200.
        Assert.Equal("oracle", berth.VersusOracle!.Reference);
        Assert.Equal((12.5 + 100.0 / 3) / 2, berth.VersusOracle.CoreSeconds.Percent.Mean!.Value, 9);
        Assert.Null(summaries[0].VersusFirst);
        Assert.NotNull(summaries[0].VersusOracle);
        Assert.NotNull(summaries[2].VersusFirst);
        Assert.Null(summaries[2].VersusOracle);
    }

    [Fact]
    public void A_difference_from_what_is_infinite_is_unknown_and_so_is_a_part_of_nothing()
    {
        var summaries = Summaries([Outcome("hpa", 1, null, 0), Outcome("berth", 1, 0.2, 900)]);
        Assert.Equal(default, summaries[1].VersusFirst!.P99Seconds);
        Assert.Equal(900, summaries[1].VersusFirst!.CoreSeconds.Absolute.Mean);
        Assert.Null(summaries[1].VersusFirst!.CoreSeconds.Percent.Mean);
    }

    [Fact]
    public void Variants_and_services_are_apart()
    {
        var summaries = ServiceSummary.Of(
            [(1, Outcome("hpa", 1, 0.2, 1)), (2, Outcome("hpa", 1, 0.2, 1)), (1, Outcome("hpa", 1, 0.2, 1) with { Service = "other" }), (2, Outcome("berth", 1, 0.2, 1))], Find(99, 0.5));
        Assert.Equal([(1, "inference", "hpa"), (2, "inference", "hpa"), (2, "inference", "berth"), (1, "other", "hpa")], summaries.Select(each => (each.Variant, each.Service, each.Scaling)));
        Assert.Equal([null, null, "hpa", null], summaries.Select(each => each.VersusFirst?.Reference));
    }

    [Theory]
    [InlineData(99, 0.5, 0.5, 0.9, true)]
    [InlineData(99, 0.5, 0.500001, 0.9, false)]
    [InlineData(99, 0.5, null, 0.9, false)]
    [InlineData(95, 0.05, 9.0, 0.9, true)]
    [InlineData(50, 0.01, 9.0, 0.9, true)]
    [InlineData(90, 0.5, 9.0, 0.9, true)]
    [InlineData(90, 0.5, 9.0, 0.899, false)]
    public void An_objective_is_met_when_it_is_in_every_repetition(double percentile, double bound, double? p99, double attainment, bool met)
    {
        var second = Outcome("hpa", 2, p99, 1) with { Attainment = attainment };
        Assert.Equal(met, ServiceSummary.Of([(1, Outcome("hpa", 1, 0.01, 1) with { Attainment = 1 }), (1, second)], Find(percentile, bound)).Single().Met);
    }

    [Fact]
    public void Nothing_is_judged_without_an_objective_or_without_requests()
    {
        Assert.Null(ServiceSummary.Of([(1, Outcome("hpa", 1, 0.2, 1))], (_, _) => null).Single().Met);
        Assert.Null(Summaries([Outcome("hpa", 1, null, 1) with { Requests = 0 }]).Single().Met);
    }

    [Theory]
    [InlineData("berth", "fixed 0.1 4800, hpa 0.4 1000, berth 0.3 900, oracle 0.3 800")]
    [InlineData("hpa", "fixed 0.1 4800, hpa 0.4 1000, berth 0.6 900, oracle 0.3 800")]
    [InlineData("hpa", "fixed 0.1 4800, hpa 0.4 5000, berth 0.6 900")]
    [InlineData("fixed", "fixed 0.1 4800, hpa 0.7 1000, berth 0.6 900, oracle 0.3 800")]
    [InlineData("berth", "hpa 0.7 1000, berth 0.6 1900, oracle 0.3 800")]
    [InlineData("hpa", "hpa ∞ 1000, berth ∞ 1900")]
    [InlineData(null, "oracle 0.3 800")]
    public void The_cheapest_that_meets_the_objective_is_recommended_and_never_the_oracle(string? best, string policies)
    {
        var summaries = Summaries([.. policies.Split(", ").Select(policy => policy.Split(' ')).Select(words =>
            Outcome(words[0], 1, words[1] == "∞" ? null : double.Parse(words[1]), double.Parse(words[2]), words[0] == "fixed" ? Most : 2))]);
        Assert.Equal(best, ServiceAdvice.Best(summaries)?.Scaling);
    }

    [Fact]
    public void Without_an_objective_nothing_is_recommended() =>
        Assert.Null(ServiceAdvice.Best(ServiceSummary.Of([(1, Outcome("hpa", 1, 0.2, 1))], (_, _) => null)));

    [Fact]
    public void The_front_has_what_no_other_beats_but_not_the_oracle_nor_what_is_infinitely_late()
    {
        var summaries = Summaries(
            [Outcome("slow", 1, 0.9, 500), Outcome("beaten", 1, 0.9, 900), Outcome("fast", 1, 0.1, 2000), Outcome("middle", 1, 0.4, 800), Outcome("starved", 1, null, 100), Outcome("oracle", 1, 0.05, 300)]);
        Assert.Equal(["slow", "fast", "middle"], ServiceAdvice.Front(summaries).Select(each => each.Scaling));
    }

    private static IReadOnlyList<ServiceSummary> Summaries(IReadOnlyList<ServiceOutcome> outcomes) =>
        ServiceSummary.Of([.. outcomes.Select(outcome => (1, outcome))], Find(99, 0.5));

    private static Func<int, string, Service?> Find(double percentile, double bound) => (_, name) => new(
        name, "http", "edge", new(null, null, new(0), 1, default), 1, Most, new(10), new(0.05), new(0.2), new(1), 100, new(5),
        new([new(percentile, new(bound))], SloRequirement.None), ServiceLevers.None, []);

    private static ServiceOutcome Outcome(string scaling, int repetition, double? p99, double coreSeconds, int desired = 2) => new(
        "inference", scaling, repetition, 100, 1000, 989, 10, 1, 0.02, 0.01, 0.05, p99, 0.9, coreSeconds, coreSeconds / 10, 4, 5000, 0.5, null, [],
        [new(100, 10, 0, desired, desired, desired, 50, p99, 11)], []);
}
