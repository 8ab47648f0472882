using Berth.Reports.Document;

namespace Berth.Reports.Tests;

public sealed class ReportPointsTests
{
    [Fact]
    public void A_short_distribution_is_exact_and_ends_below_one_by_what_was_lost() =>
        Assert.Equal([new(10, 0.25), new(20, 0.5), new(30, 0.75)], ReportPoints.Cdf([30, 10, 20], 4));

    [Theory]
    [InlineData(201)]
    [InlineData(2_700)]
    [InlineData(100_000)]
    public void A_long_distribution_keeps_its_ends_and_every_point_is_true(int items)
    {
        var points = ReportPoints.Cdf(Enumerable.Range(1, items).Select(rank => (double)rank), items);

        Assert.InRange(points.Count, 100, 200);
        Assert.Equal(1, points[0].X);
        Assert.Equal(new ReportPoint(items, 1), points[^1]);
        Assert.All(points, point => Assert.Equal(point.X / items, point.Y, 1e-12));
        Assert.Equal(points.OrderBy(point => point.X), points);
    }

    [Fact]
    public void Nothing_completed_is_an_empty_distribution() => Assert.Empty(ReportPoints.Cdf([], 10));

    [Fact]
    public void Thinning_keeps_every_outlier_of_a_stretch()
    {
        var points = Enumerable.Range(0, 10_000).Select(index => new ReportPoint(index, index % 1_000 == 0 ? 99 : 1)).ToArray();
        var thin = ReportPoints.Thin(points);

        Assert.InRange(thin.Count, 10, 500);
        Assert.Equal(10, thin.Count(point => point.Y == 99));
        Assert.Equal(points, ReportPoints.Thin(points, 10_000));
    }
}
