using Berth.Model;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Elastic;

namespace Berth.Policies.Tests.Scaling.Elastic;

public sealed class RateEstimateTests
{
    private readonly LoadHistory _load = new(LoadHistory.Usual);
    private readonly RateEstimate _estimate = new(10);

    private void Observe(int arrived)
    {
        _load.Add(new(arrived, arrived, 0, 0, 0, 0, 0));
        _estimate.Observe(_load);
    }

    [Theory]
    [InlineData(7, 37)]
    [InlineData(37, 7)]
    [InlineData(100, 200)]
    [InlineData(0, 20)]
    public void A_jump_is_followed_within_two_seconds(int before, int after)
    {
        for (var second = 0; second < 120; second++)
            Observe(before);
        Assert.Equal(before, _estimate.Rate);
        Observe(after);
        Observe(after);
        Assert.Equal(after, _estimate.Rate);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    [InlineData(1000)]
    public void It_is_steady_in_steady_times(double rate)
    {
        var random = new RandomStream(5, "steady");
        var (longest, squares) = (0, 0.0);
        for (var second = 0; second < 2000; second++)
        {
            Observe(random.NextPoisson(rate));
            if (second < 60)
                continue;
            longest += _estimate.Window == 32 ? 1 : 0;
            squares += (_estimate.Rate - rate) * (_estimate.Rate - rate);
        }
        Assert.InRange(longest / 1940.0, 0.8, 1);
        // The mean of 32 seconds deviates by √(rate / 32), a second by √rate.
        Assert.InRange(Math.Sqrt(squares / 1940), 0, 0.5 * Math.Sqrt(rate));
    }

    [Fact]
    public void The_deviation_is_that_of_the_mean_alone_where_forecasts_are_right()
    {
        for (var second = 0; second < 120; second++)
            Observe(8);
        Assert.Equal((Math.Sqrt(8.0 / 32), 0), (_estimate.Deviation, _estimate.Growth));
    }

    [Fact]
    public void Forecasts_that_were_wrong_widen_it_for_minutes()
    {
        for (var second = 0; second < 60; second++)
            Observe(10);
        for (var second = 0; second < 60; second++)
            Observe(40);
        // Ten forecasts were 30 too low, and those of the rise too high; each squared error weighs 1/120, less what was forgotten since.
        Assert.InRange(_estimate.Deviation, 6, 15);
    }

    [Fact]
    public void A_rise_goes_on_for_the_time_being()
    {
        for (var second = 0; second < 40; second++)
            Observe(10);
        for (var second = 1; second <= 5; second++)
            Observe(10 + 10 * second);
        Assert.InRange(_estimate.Growth, 7, 10);
    }

    [Fact]
    public void The_range_of_steady_times_is_remembered()
    {
        foreach (var rate in (ReadOnlySpan<int>)[20, 50, 30])
            for (var second = 0; second < 60; second++)
                Observe(rate);
        Assert.InRange(_estimate.Lowest, 20, 20.5);
        Assert.InRange(_estimate.Highest, 49.5, 50);
    }
}
