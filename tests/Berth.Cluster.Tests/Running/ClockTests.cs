using Berth.Cluster.Running;
using Berth.Model.Observations;

namespace Berth.Cluster.Tests.Running;

public sealed class ClockTests
{
    [Fact]
    public void An_exchange_tells_how_far_the_other_clock_is_ahead_and_how_wrong_that_may_be()
    {
        // 3 ms there, 1 ms back, and the other clock is 1000 ms ahead: the estimate is off by half the difference of the ways.
        var offset = ClockOffset.OfExchange(asked: 5_000_000, shown: 1_008_000_000, answered: 9_000_000);
        Assert.Equal(new(1_001_000_000, 2_000_000), offset);
        Assert.InRange(Math.Abs(offset.Ahead - 1_000_000_000), 0, offset.Bound);
    }

    [Fact]
    public void What_a_source_says_is_read_and_ignorance_is_not_a_number()
    {
        Assert.Equal(new ClockOffset(-12, 7), ClockOffset.Read("clock -12 7"));
        Assert.Null(ClockOffset.Read("clock unknown"));
    }

    [Fact]
    public void Moments_of_three_clocks_become_those_of_one()
    {
        // True moments are 1, 2, 3 … ms; the source's clock is 10 ms ahead of ours, the worker's 5 ms behind the source's.
        const long ms = 1_000_000;
        long Source(long moment) => (moment + 10) * ms;
        long Worker(long moment) => (moment + 5) * ms;
        var item = new ItemTimeline(0, "endpoint-1", "edge-1", ItemOutcome.Completed, 1, Source(1), Source(2), Source(3), Worker(4), Worker(5), Worker(6), Worker(7), Source(8), null);
        var ours = new StreamClocks(new(10 * ms, 0), new(-5 * ms, 0)).Of(item);
        Assert.Equal(
            [1, 2, 3, 4, 5, 6, 7, 8],
            new[] { ours.Scheduled, ours.Preprocessed, ours.Sent, ours.Received, ours.Dequeued, ours.Processed, ours.Replied, ours.Returned }.Select(moment => moment / ms));
    }

    [Fact]
    public void A_moment_that_never_came_stays_away()
    {
        var lost = new ItemTimeline(0, "a-1", "b-1", ItemOutcome.TimedOut, 1, 100, 100, 100, 0, 0, 0, 0, 0, null);
        var ours = new StreamClocks(new(10, 0), new(3, 0)).Of(lost);
        Assert.Equal((90, 0, 0), (ours.Scheduled, ours.Received, ours.Returned));
    }
}
