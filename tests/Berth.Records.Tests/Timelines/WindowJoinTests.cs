using System.Diagnostics;
using Berth.Records.Timelines;

namespace Berth.Records.Tests.Timelines;

[Collection(Speed.Name)]
public sealed class WindowJoinTests
{
    [Fact]
    public void By_hand()
    {
        // A counter each second; the process starts anew after 3 s, and nothing is seen from 5 s to 9 s.
        var timeline = new Timeline([0, 1000, 2000, 3000, 4000, 5000, 9000, 10_000], [10, 20, 30, 2, 5, 6, 40, 41]);
        var join = new WindowJoin([new(1500, 4500), new(5500, 5600), new(4000, 8000), new(9500, 9600), new(-10, 500), new(-10, -5), new(0, 10_000)], 5);
        var readings = join.Read(timeline, 2000);
        Assert.Equal(new AsOf(20, 500, false), readings.Start(0));
        Assert.Equal(new AsOf(5, 500, false), readings.End(0));
        Assert.Equal([20, 30, 2, 2, 5], Enumerable.Range(0, 5).Select(point => readings.At(0, point).Value));
        Assert.Equal(10 + 2 + 3, readings.Increase(0));
        Assert.Equal(-15, readings.Difference(0));
        Assert.Equal(2..5, readings.Within(0));
        Assert.Equal(0, readings.Gaps(0));
        Assert.Equal((0.0, 0), (readings.Increase(1), readings.Gaps(1)));
        // At its end the last sample is 3 s old: too old to be used, but it is still told.
        Assert.Equal(new AsOf(6, 3000, true), readings.End(2));
        Assert.True(double.IsNaN(readings.End(2).Known));
        Assert.True(double.IsNaN(readings.Increase(2)));
        Assert.Equal(1, readings.Gaps(2));
        Assert.Equal(0, readings.Gaps(3));
        Assert.Null(readings.Start(4).Age);
        Assert.True(double.IsNaN(readings.Increase(4)));
        Assert.Equal(1, readings.Gaps(4));
        Assert.Equal(1, readings.Gaps(5));
        Assert.Equal(20 + 2 + 3 + 1 + 34 + 1, readings.Increase(6));
        Assert.Equal(1, readings.Gaps(6));
    }

    [Fact]
    public void Of_samples_with_one_moment_the_later_given_counts()
    {
        var timeline = new Timeline([5, 1, 5, 1], [50, 10, 51, 11]);
        Assert.Equal([1, 1, 5, 5], timeline.Moments.ToArray());
        Assert.Equal([10, 11, 50, 51], timeline.Values.ToArray());
        Assert.Equal(51, new WindowJoin([new(5, 5)]).Read(timeline, 0).End(0).Value);
    }

    [Fact]
    public void The_ends_of_time_do_not_overflow()
    {
        var join = new WindowJoin([new(long.MinValue, long.MaxValue)], 5);
        var readings = join.Read(new([long.MinValue, 0, long.MaxValue], [1, 2, 3]), long.MaxValue);
        Assert.Equal([1, 1, 1, 2, 3], Enumerable.Range(0, 5).Select(point => readings.At(0, point).Value));
        Assert.Equal(0..3, readings.Within(0));
    }

    [Fact]
    public void What_cannot_be_is_said()
    {
        Assert.Contains("before it starts", Assert.Throws<ArgumentException>(() => new WindowJoin([new(2, 1)])).Message);
        Assert.Contains("at least 2", Assert.Throws<ArgumentException>(() => new WindowJoin([], 1)).Message);
        Assert.Contains("1 moments but 2 values", Assert.Throws<ArgumentException>(() => new Timeline([1], [1, 2])).Message);
    }

    [Fact]
    public void The_interval_of_the_scrapes_is_the_median_distance()
    {
        Assert.Equal(1000, new Timeline([0, 1000, 2000, 60_000, 61_000, 62_000], new double[6]).TypicalInterval());
        Assert.Equal(0, new Timeline([5], [1]).TypicalInterval());
    }

    [Fact]
    public void A_million_samples_and_ten_thousand_requests_take_less_than_two_seconds()
    {
        const int Series = 13, Each = 1_000_000 / Series, Requests = 10_000;
        var timelines = Enumerable.Range(0, Series).Select(number => new Timeline(
            [.. Enumerable.Range(0, Each).Select(sample => sample * 1000L + number)], [.. Enumerable.Range(0, Each).Select(sample => (double)(sample % 5000))])).ToList();
        var windows = Enumerable.Range(0, Requests).Select(request => request * 7919L * 31 % (Each * 1000L)).Select(start => new TimeWindow(start, start + 4321)).ToList();
        var watch = Stopwatch.StartNew();
        var join = new WindowJoin(windows, 5);
        double sum = 0;
        foreach (var timeline in timelines)
        {
            var readings = join.Read(timeline, 2000);
            for (var window = 0; window < Requests; window++)
            {
                for (var point = 0; point < 5; point++)
                    sum += readings.At(window, point).Age is null ? 0 : 1;
                sum += double.IsNaN(readings.Increase(window)) ? 0 : 1 + readings.Gaps(window);
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalMilliseconds:0} ms");
        Assert.True(sum > 0);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
    }
}
