using Berth.Accounting.Statistics;
using Berth.Model;

namespace Berth.Accounting.Tests;

public sealed class EmpiricalCdfTests
{
    [Fact]
    public void Few_values_are_all_there() =>
        Assert.Equal([new(1, 0.2), new(2, 0.6), new(5, 0.8)], EmpiricalCdf.Points([1, 2, 2, 5], infinite: 1));

    [Fact]
    public void Nothing_has_no_points() => Assert.Empty(EmpiricalCdf.Points([], infinite: 3));

    [Theory]
    [InlineData(201)]
    [InlineData(1000)]
    [InlineData(250_000)]
    public void Many_values_are_thinned_to_points_on_the_curve_that_keep_both_tails(int count)
    {
        var stream = new RandomStream(1, "cdf");
        double[] sample = [.. Enumerable.Range(0, count).Select(_ => stream.NextExponential(0.1)).Order()];
        var points = EmpiricalCdf.Points(sample);
        Assert.InRange(points.Count, 150, 200);
        Assert.All(points, point => Assert.Equal(sample.Count(value => value <= point.Value) / (double)count, point.Fraction, 1e-12));
        Assert.Equal(sample[..20], points.Take(20).Select(point => point.Value));
        Assert.Equal(sample[^20..], points.TakeLast(20).Select(point => point.Value));
        for (var at = 1; at < points.Count; at++)
        {
            Assert.True(points[at].Value > points[at - 1].Value);
            var tail = Math.Min(points[at].Fraction, 1 - points[at - 1].Fraction);
            Assert.True(points[at].Fraction - points[at - 1].Fraction <= Math.Min(0.0125, Math.Max(2.5 / count, 0.5 * tail)), $"gap at {points[at]}");
        }
    }

    [Fact]
    public void Equal_values_are_one_point() => Assert.Equal([new CdfPoint(3, 1)], EmpiricalCdf.Points([.. Enumerable.Repeat(3.0, 5000)]));
}
