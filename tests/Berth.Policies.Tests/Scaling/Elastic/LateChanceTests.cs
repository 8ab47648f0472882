using Berth.Accounting.Statistics;
using Berth.Model;
using Berth.Policies.Scaling.Elastic;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Policies.Tests.Scaling.Elastic;

public sealed class LateChanceTests
{
    [Theory]
    [InlineData(0, -1, 1, 2, 0.5)]
    [InlineData(2, -1, 1, 1, 0.7)]
    [InlineData(0.3, 0, 0.4, 10, 1.5)]
    [InlineData(0, 0.5, 0.8, 3, 2)]
    [InlineData(1, -0.3, 2, 0.5, 1.2)]
    [InlineData(0, 3, 0.1, 1, 3)]
    public void It_is_that_of_motion_reflected_at_nothing(double start, double drift, double variance, double time, double level)
    {
        // Exact draws: the end of the motion, then its lowest point on the way there (that of a Brownian bridge).
        const int draws = 400_000;
        var random = new RandomStream(11, "motion");
        var above = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            var end = drift * time + Math.Sqrt(variance * time) * random.NextNormal();
            var lowest = (end - Math.Sqrt(end * end - 2 * variance * time * Math.Log(1 - random.NextDouble()))) / 2;
            if (Math.Max(start + end, end - lowest) > level)
                above++;
        }
        Assert.Equal(LateChance.Above(start, drift, variance, time, level), above / (double)draws, 0.003);
    }

    [Theory]
    [InlineData(0, -1, 1, 1e6, 2, 0.01831563888873418)]
    [InlineData(5, -0.5, 2, 1e6, 3, 0.22313016014842982)]
    public void In_the_long_run_the_tail_is_exponential(double start, double drift, double variance, double time, double level, double expected) =>
        Assert.Equal(expected, LateChance.Above(start, drift, variance, time, level), 1e-9);

    [Fact]
    public void Without_drift_it_is_twice_the_tail_of_a_normal_distribution() =>
        Assert.Equal(2 * Normal.Cumulative(-1.5 / 2), LateChance.Above(0, 0, 4, 1, 1.5), 1e-12);

    [Theory]
    [InlineData(1, 0.5, 0, 2, 1.9, 1)]
    [InlineData(1, 0.5, 0, 2, 2.1, 0)]
    [InlineData(1, -2, 0, 9, 0.1, 0)]
    [InlineData(3, -9, 5, 0, 2.9, 1)]
    [InlineData(3, -9, 5, 0, 3.1, 0)]
    [InlineData(0, -9, 5, 1, 0, 1)]
    public void Without_chance_or_time_it_is_certain(double start, double drift, double variance, double time, double level, double expected) =>
        Assert.Equal(expected, LateChance.Above(start, drift, variance, time, level));

    [Theory]
    [InlineData(0.05, 0.5440652681)]
    [InlineData(0.005, 0.5140871744)]
    [InlineData(0.0005, 0.5044597530)]
    public void Far_out_no_digits_are_lost(double variance, double expected) =>
        // From 0 to 1 on average; the second term is the Mills ratio at 2/√v, over √(2π).
        Assert.Equal(expected, LateChance.Above(0, 1, variance, 1, 1), 1e-9);

    [Fact]
    public void More_work_more_drift_and_a_lower_bound_make_it_more_likely() =>
        Prop.ForAll(Arb.From(from start in Gen.Choose(0, 60) from drift in Gen.Choose(-60, 60) from variance in Gen.Choose(0, 100) from time in Gen.Choose(0, 200)
                             from level in Gen.Choose(0, 80) from more in Gen.Choose(0, 30) select (start, drift, variance, time, level, more)), given =>
        {
            double Chance(double start, double drift, double level) => LateChance.Above(start / 10.0, drift / 10.0, given.variance / 20.0, given.time / 20.0, level / 10.0);
            var chance = Chance(given.start, given.drift, given.level);
            return chance is >= 0 and <= 1
                && Chance(given.start + given.more, given.drift, given.level) >= chance - 1e-9
                && Chance(given.start, given.drift + given.more, given.level) >= chance - 1e-9
                && Chance(given.start, given.drift, given.level + given.more) <= chance + 1e-9;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
}
