using Berth.Accounting.Statistics;
using Berth.Model;

namespace Berth.Accounting.Tests;

public sealed class StatisticsTests
{
    [Theory]
    // The example of the nearest-rank method: https://en.wikipedia.org/wiki/Percentile
    [InlineData(5, 15)]
    [InlineData(30, 20)]
    [InlineData(40, 20)]
    [InlineData(50, 35)]
    [InlineData(100, 50)]
    public void Percentiles_are_values_of_the_sample(double percentile, double value) =>
        Assert.Equal(value, Percentiles.NearestRank([15, 20, 35, 40, 50], percentile));

    [Theory]
    [InlineData(99.9, 1000, 999)]
    [InlineData(99, 100, 99)]
    [InlineData(95, 20, 19)]
    [InlineData(55, 100, 55)]
    [InlineData(99.9, 100, 100)]
    [InlineData(0.0001, 5, 1)]
    public void Ranks_suffer_no_rounding(double percentile, int count, int rank) =>
        Assert.Equal(rank, Percentiles.NearestRank([.. Enumerable.Range(1, count).Select(number => (double)number)], percentile));

    [Fact]
    public void A_lost_item_is_infinitely_late()
    {
        double[] sample = [.. Enumerable.Range(1, 99).Select(number => (double)number)];
        Assert.Equal(99, Percentiles.NearestRank(sample, 99, infinite: 1));
        Assert.Equal(double.PositiveInfinity, Percentiles.NearestRank(sample, 99, infinite: 2));
        Assert.Equal(double.PositiveInfinity, Percentiles.NearestRank([], 50, infinite: 1));
        Assert.Throws<ArgumentException>(() => Percentiles.NearestRank([], 50));
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentiles.NearestRank([1], 0));
    }

    [Fact]
    public void Moments_of_a_sample()
    {
        Assert.Equal(new(8, 5, Math.Sqrt(32 / 7.0), 2, 9), Sample.Of([2, 4, 4, 4, 5, 5, 7, 9]));
        Assert.Equal(0, Sample.Of([3]).StandardDeviation);
        Assert.Equal(0.1, Sample.Of([1e9, 1e9 + 0.1, 1e9 + 0.2]).StandardDeviation, 1e-6);
    }

    [Theory]
    // Table of Student's t, two-sided 95 % and 99 %: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
    [InlineData(0.975, 1, 12.706)]
    [InlineData(0.975, 2, 4.303)]
    [InlineData(0.975, 4, 2.776)]
    [InlineData(0.975, 9, 2.262)]
    [InlineData(0.975, 30, 2.042)]
    [InlineData(0.975, 100, 1.984)]
    [InlineData(0.995, 1, 63.657)]
    [InlineData(0.995, 3, 5.841)]
    [InlineData(0.995, 10, 3.169)]
    [InlineData(0.90, 5, 1.476)]
    [InlineData(0.025, 4, -2.776)]
    public void Quantiles_of_t_are_those_of_the_table(double p, int degrees, double t) => Assert.Equal(t, StudentT.Quantile(p, degrees), 5e-4);

    [Fact]
    public void Quantiles_of_t_have_closed_forms_for_one_and_two_degrees_and_tend_to_the_normal()
    {
        Assert.Equal(Math.Tan(Math.PI * 0.475), StudentT.Quantile(0.975, 1), 1e-10);
        Assert.Equal(0.95 * Math.Sqrt(2 / (1 - 0.95 * 0.95)), StudentT.Quantile(0.975, 2), 1e-10);
        Assert.Equal(Normal.Quantile(0.975), StudentT.Quantile(0.975, 1_000_000), 1e-5);
        Assert.Equal(0, StudentT.Quantile(0.5, 7), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(0.9, 0));
    }

    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.995, 2.575829303548901)]
    [InlineData(0.05, -1.6448536269514722)]
    [InlineData(0.5, 0)]
    public void Quantiles_of_the_normal(double p, double z) => Assert.Equal(z, Normal.Quantile(p), 1e-12);

    [Fact]
    public void An_interval_of_a_mean_by_hand()
    {
        var interval = Interval.OfMean([10, 12, 14])!.Value;
        Assert.Equal(12, interval.Estimate);
        Assert.Equal(12 - 4.302652729911275 * 2 / Math.Sqrt(3), interval.Low, 1e-9);
        Assert.Equal(12 + 4.302652729911275 * 2 / Math.Sqrt(3), interval.High, 1e-9);
        Assert.Null(Interval.OfMean([1]));
        Assert.Null(Interval.OfMean([1, double.PositiveInfinity]));
    }

    [Fact]
    public void An_interval_of_a_mean_covers_it_as_often_as_it_says()
    {
        var stream = new RandomStream(7, "coverage");
        var covered = 0;
        for (var trial = 0; trial < 4000; trial++)
        {
            double[] sample = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 12).Sum(_ => stream.NextDouble()) - 6)];
            var interval = Interval.OfMean(sample)!.Value;
            covered += interval.Low <= 0 && interval.High >= 0 ? 1 : 0;
        }
        Assert.InRange(covered / 4000.0, 0.94, 0.96);
    }

    [Fact]
    public void Wilsons_interval_of_a_fraction()
    {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81/263, 15/148, 0/20, 1/29.
        Assert.Equal((0.2553, 0.3662), Rounded(81, 263));
        Assert.Equal((0.0624, 0.1605), Rounded(15, 148));
        Assert.Equal((0.0000, 0.1611), Rounded(0, 20));
        Assert.Equal((0.0061, 0.1718), Rounded(1, 29));
        Assert.Equal(1, Interval.OfFraction(5, 5)!.Value.High);
        Assert.Null(Interval.OfFraction(0, 0));

        static (double, double) Rounded(int successes, int trials)
        {
            var interval = Interval.OfFraction(successes, trials)!.Value;
            return (Math.Round(interval.Low, 4), Math.Round(interval.High, 4));
        }
    }
}
