using Berth.Records.Timelines;

namespace Berth.Records.Tests.Timelines;

public sealed class MetricSeriesTests
{
    [Fact]
    public void A_copy_with_other_labels_is_another_series()
    {
        var series = new MetricSeries("up", new Dictionary<string, string>(), SeriesKind.Gauge);
        Assert.Equal("up", series.Identity);
        var copy = series with { Labels = new Dictionary<string, string> { ["pod"] = "a" } };
        Assert.Equal("""up{pod="a"}""", copy.Identity);
        Assert.NotEqual(series, copy);
    }
}
