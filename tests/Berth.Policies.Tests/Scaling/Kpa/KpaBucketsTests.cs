using Berth.Policies.Scaling.Kpa;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Policies.Tests.Scaling.Kpa;

public sealed class KpaBucketsTests
{
    private static KpaBuckets Of(int window, params (long Second, double Value)[] seconds)
    {
        var buckets = new KpaBuckets(window);
        foreach (var (second, value) in seconds)
            buckets.Record(second, value);
        return buckets;
    }

    [Fact]
    public void Nothing_recorded_is_empty_and_0()
    {
        var buckets = new KpaBuckets(6);
        Assert.True(buckets.IsEmpty(0));
        Assert.Equal(0, buckets.Average(0));
    }

    [Fact]
    public void A_window_that_is_not_full_divides_by_the_seconds_that_have_passed() =>
        Assert.Equal(5, Of(60, (100, 4), (101, 5), (102, 6)).Average(102));

    [Fact]
    public void A_full_window_forgets_the_oldest() =>
        Assert.Equal(4, Of(3, (1, 100), (2, 3), (3, 4), (4, 5)).Average(4));

    [Fact]
    public void Missing_seconds_inside_count_as_0() =>
        Assert.Equal(2, Of(60, (10, 4), (13, 4)).Average(13));

    [Fact]
    public void Seconds_after_the_last_are_not_counted()
    {
        var buckets = Of(6, (10, 6), (11, 6), (12, 6), (13, 6), (14, 6), (15, 12));
        Assert.Equal(7, buckets.Average(15));
        Assert.Equal(7.5, buckets.Average(17));
        Assert.Equal(12, buckets.Average(20));
    }

    [Fact]
    public void After_a_window_without_any_the_average_is_0_and_a_second_later_nothing_is_known()
    {
        var buckets = Of(6, (10, 6));
        Assert.Equal(6, buckets.Average(15));
        Assert.Equal(0, buckets.Average(16));
        Assert.False(buckets.IsEmpty(16));
        Assert.True(buckets.IsEmpty(17));
    }

    [Fact]
    public void After_a_window_without_any_it_begins_anew()
    {
        Assert.Equal(8, Of(6, (10, 1), (11, 1), (17, 8)).Average(17));
        Assert.Equal(9.0 / 6, Of(6, (10, 1), (11, 1), (16, 8)).Average(16));
    }

    [Fact]
    public void What_comes_twice_for_a_second_adds_up_and_what_is_too_old_is_ignored()
    {
        Assert.Equal(5, Of(6, (10, 2), (10, 3)).Average(10));
        Assert.Equal(3, Of(6, (10, 2), (9, 4)).Average(10));
        Assert.Equal(2, Of(6, (10, 2), (4, 4)).Average(10));
    }

    [Fact]
    public void Averages_are_rounded_down_to_a_millionth() =>
        Assert.Equal(0.333333, Of(6, (10, 1), (11, 0), (12, 0)).Average(12));

    [Fact]
    public void It_is_the_average_of_the_whole_history() =>
        Prop.ForAll(Arb.From(from window in Gen.Choose(1, 12) from steps in Gen.Choose(-3, 20).ListOf() select (window, steps)), given =>
        {
            // Negative steps leave seconds out, others are the value of the next second.
            var (buckets, values, second) = (new KpaBuckets(given.window), new Dictionary<long, double>(), 0L);
            foreach (var step in given.steps)
            {
                if (step >= 0)
                    buckets.Record(second, values[second] = step);
                second += step < 0 ? -4 * step : 1;
                if (values.Count > 0 && Math.Abs(buckets.Average(second) - Average(values, given.window, second)) > 1e-5)
                    return false;
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static double Average(Dictionary<long, double> values, int window, long second)
    {
        var last = values.Keys.Max();
        var first = last;
        // The first of a run without a hole as long as the window.
        for (var at = last; values.Keys.Any(key => key < at && at - key < window); at = first)
            first = values.Keys.Where(key => key < at).Max();
        var seconds = Enumerable.Range(0, window).Select(age => second - age).Where(at => at >= first && at <= last).ToList();
        return seconds.Count == 0 ? 0 : seconds.Sum(at => values.GetValueOrDefault(at)) / seconds.Count;
    }
}
