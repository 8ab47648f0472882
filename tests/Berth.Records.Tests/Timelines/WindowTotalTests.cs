using Berth.Records.Timelines;

namespace Berth.Records.Tests.Timelines;

public sealed class WindowTotalTests
{
    private const long Second = 1_000_000_000;

    private static Timeline Every(long seconds, params double[] values) => new([.. values.Select((_, place) => place * seconds * Second)], values);

    [Fact]
    public void A_counter_grows_evenly_between_samples_and_survives_a_restart()
    {
        // 10 W until 20 s; the process starts anew and has counted 30 J when it is seen next.
        var counter = Every(10, 100, 200, 300, 30, 80);
        Assert.Equal(new WindowTotal(100, 1), WindowTotal.OfCounter(counter, new(5 * Second, 15 * Second)));
        Assert.Equal(new WindowTotal(50 + 30 + 25, 1), WindowTotal.OfCounter(counter, new(15 * Second, 35 * Second)));
    }

    [Fact]
    public void What_lies_outside_of_the_samples_counts_at_the_mean()
    {
        var counter = Every(10, 0, 100, 200);
        Assert.Equal(new WindowTotal(300, 0.5), WindowTotal.OfCounter(counter, new(5 * Second, 35 * Second)));
        Assert.Equal(new WindowTotal(100, 0.5), WindowTotal.OfCounter(counter, new(-5 * Second, 5 * Second)));
        Assert.Null(WindowTotal.OfCounter(counter, new(20 * Second, 30 * Second)));
        Assert.Null(WindowTotal.OfCounter(Every(10, 5), new(0, 10 * Second)));
    }

    [Fact]
    public void A_state_held_since_the_sample_before_unless_that_is_long_ago()
    {
        // 4 W until 1 s, 6 W until 2 s, unknown until 6 s, 10 W until 7 s.
        var state = new Timeline([0, Second, 2 * Second, 6 * Second, 7 * Second], [99, 4, 6, 8, 10]);
        Assert.Equal(new WindowTotal(10, 1), WindowTotal.OfState(state, new(0, 2 * Second)));
        Assert.Equal(new WindowTotal(2 + 3, 1), WindowTotal.OfState(state, new(Second / 2, 3 * Second / 2)));
        var gap = WindowTotal.OfState(state, new(Second, 7 * Second))!.Value;
        Assert.Equal((8.0 * 6, 2 / 6.0), (gap.Amount, gap.Covered));
        Assert.Null(WindowTotal.OfState(state, new(3 * Second, 5 * Second)));
    }

    [Fact]
    public void Parts_that_begin_late_or_end_early_count_while_they_are_there()
    {
        // One grows by 10 a second throughout, the other by 4 a second from 1 s to 3 s; what it showed before it was seen is not growth.
        Timeline[] counters = [Every(1, 0, 10, 20, 30, 40), new([Second, 2 * Second, 3 * Second], [1000, 1004, 1008])];
        Assert.Equal([0, 10, 24, 38, 48], SummedTimeline.OfCounters(counters).Values.ToArray());
        Assert.Equal([0, 1010, 1024, 1038, 40], SummedTimeline.OfStates(counters).Values.ToArray());
    }
}
