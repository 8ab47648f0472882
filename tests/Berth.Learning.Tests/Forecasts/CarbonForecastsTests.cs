using Berth.Accounting;
using Berth.Learning.Forecasts;
using Berth.Model;
using static Berth.Learning.Tests.RealData;

namespace Berth.Learning.Tests.Forecasts;

public sealed class CarbonForecastsTests
{
    private static readonly CarbonIntensitySeries Ramp = Series(hour => 100 + hour, 24 * 20);

    [Fact]
    public void Perfect_is_the_truth() => Assert.Equal(110.5, CarbonForecasts.Make("perfect", Ramp).MeanOver(0, 10 * Hour, 12 * Hour), 1e-9);

    [Fact]
    public void Persistence_expects_the_step_that_began_last_before_now()
    {
        var forecast = CarbonForecasts.Make("persistence", Ramp);
        Assert.Equal(109, forecast.MeanOver(10 * Hour, 10 * Hour, 12 * Hour));
        Assert.Equal(110, forecast.MeanOver(10 * Hour + 1, 30 * Hour, 32 * Hour));
        Assert.Equal((108 + 109 + 109 + 109) / 4.0, forecast.MeanOver(10 * Hour, 8 * Hour, 12 * Hour), 1e-9);
        Assert.Equal(100, forecast.MeanOver(0, 5 * Hour, 6 * Hour));
    }

    [Fact]
    public void Seasonal_naive_expects_the_last_known_season_again_and_again()
    {
        var day = CarbonForecasts.Make("seasonal-naive", Ramp);
        Assert.Equal(100 + 36, day.MeanOver(50 * Hour, 60 * Hour, 61 * Hour), 1e-9);
        Assert.Equal(100 + 26, day.MeanOver(50 * Hour, 50 * Hour, 51 * Hour), 1e-9);
        Assert.Equal(100 + 49, day.MeanOver(50 * Hour, 73 * Hour, 74 * Hour), 1e-9);
        Assert.Equal(100 + 26, day.MeanOver(50 * Hour, 74 * Hour, 75 * Hour), 1e-9);
        Assert.Equal(100 + (49 + 26) / 2.0, day.MeanOver(50 * Hour, 73 * Hour, 75 * Hour), 1e-9);
        var week = CarbonForecasts.Make("seasonal-naive", Ramp, new Dictionary<string, double> { ["days"] = 7 });
        Assert.Equal(100 + 32, week.MeanOver(190 * Hour, 200 * Hour, 201 * Hour), 1e-9);
        // A week ago nothing was measured: the last value.
        Assert.Equal(100 + 49, week.MeanOver(50 * Hour, 60 * Hour, 61 * Hour), 1e-9);
    }

    [Fact]
    public void The_fitted_model_finds_a_daily_and_a_weekly_wave()
    {
        static double Wave(long hour) => 300 + 80 * Math.Cos(2 * Math.PI * (hour - 13) / 24) + 20 * Math.Sin(2 * Math.PI * hour / 12) - 40 * Math.Sin(2 * Math.PI * hour / 168);
        var series = Series(Wave, 24 * 60, -24 * 7);
        var forecast = CarbonForecasts.Make("seasonal-model", series, new Dictionary<string, double> { ["weeks"] = 4 });
        foreach (var now in new long[] { 24 * 21, 24 * 30 + 7 })
            for (var hour = now; hour < now + 24 * 5; hour += 5)
                Assert.Equal(Wave(hour), forecast.MeanOver(now * Hour, hour * Hour, (hour + 1) * Hour), 0.01);
    }

    [Fact]
    public void The_fitted_model_lets_a_disturbance_die_away()
    {
        // r(h) = 0.9 r(h−1) + noise around a wave: h hours ahead the best forecast is the wave and 0.9^h of the last disturbance.
        var random = new RandomStream(2, "noise");
        var rest = new double[24 * 120];
        for (var hour = 1; hour < rest.Length; hour++)
            rest[hour] = 0.9 * rest[hour - 1] + (random.NextDouble() - 0.5) * 20;
        static double Wave(long hour) => 300 + 80 * Math.Cos(2 * Math.PI * hour / 24);
        var series = Series(hour => Wave(hour) + rest[hour], rest.Length);
        var evaluation = RollingOrigin.Evaluate(series, CarbonForecasts.Make("seasonal-model", series), 24 * 60 * Hour, 24 * 115 * Hour, 5 * Hour, 24);
        var best = RollingOrigin.Evaluate(series, new Best(hour => Wave(hour), rest), 24 * 60 * Hour, 24 * 115 * Hour, 5 * Hour, 24);
        Assert.InRange(evaluation.Horizons[0].Mae!.Value, best.Horizons[0].Mae!.Value, 1.05 * best.Horizons[0].Mae!.Value);
        Assert.InRange(evaluation.Mae!.Value, best.Mae!.Value, 1.2 * best.Mae!.Value);
    }

    [Theory]
    [InlineData("persistence")]
    [InlineData("seasonal-naive")]
    [InlineData("seasonal-model")]
    public void What_comes_later_changes_nothing(string name)
    {
        var now = 24 * 30 * Hour + Hour / 2;
        var one = CarbonForecasts.Make(name, Series(hour => 200 + 50 * Math.Sin(hour / 3.0) + hour % 7, 24 * 40));
        var other = CarbonForecasts.Make(name, Series(hour => hour <= 24 * 30 ? 200 + 50 * Math.Sin(hour / 3.0) + hour % 7 : 1000, 24 * 40));
        for (var from = now - 2 * Hour; from < now + 48 * Hour; from += Hour * 7 / 10)
            Assert.Equal(one.MeanOver(now, from, from + Hour), other.MeanOver(now, from, from + Hour));
    }

    [Theory]
    [InlineData("persistence")]
    [InlineData("seasonal-naive")]
    [InlineData("seasonal-model")]
    public void What_was_asked_before_changes_nothing(string name)
    {
        var series = Series(hour => 200 + 50 * Math.Sin(hour / 3.0) + hour % 7, 24 * 60);
        var used = CarbonForecasts.Make(name, series);
        var random = new RandomStream(6, name);
        for (var question = 0; question < 60; question++)
        {
            var now = (long)(random.NextDouble() * 24 * 50 * Hour);
            var from = now + (long)((random.NextDouble() * 110 - 10) * Hour) is var start && start < 0 ? 0 : start;
            var to = from + 1 + (long)(random.NextDouble() * 30 * Hour);
            Assert.Equal(CarbonForecasts.Make(name, series).MeanOver(now, from, to), used.MeanOver(now, from, to), 1e-9);
        }
    }

    [Fact]
    public void Means_over_parts_add_up_to_the_mean_over_the_whole()
    {
        var series = Series(hour => 200 + 50 * Math.Sin(hour / 3.0) + hour % 7, 24 * 60);
        var random = new RandomStream(7, "parts");
        foreach (var kind in CarbonForecasts.All)
            for (var round = 0; round < 50; round++)
            {
                var forecast = CarbonForecasts.Make(kind.Name, series);
                var now = (long)(random.NextDouble() * 24 * 50 * Hour);
                var from = (long)(random.NextDouble() * 24 * 55 * Hour);
                var (first, second) = (1 + (long)(random.NextDouble() * 60 * Hour), 1 + (long)(random.NextDouble() * 60 * Hour));
                var whole = forecast.MeanOver(now, from, from + first + second) * (first + second);
                Assert.Equal(forecast.MeanOver(now, from, from + first) * first + forecast.MeanOver(now, from + first, from + first + second) * second, whole, whole * 1e-9);
            }
    }

    [Fact]
    public void An_unknown_name_or_option_is_refused()
    {
        Assert.Equal(["perfect", "persistence", "seasonal-naive", "seasonal-model"], CarbonForecasts.All.Select(kind => kind.Name));
        Assert.Throws<KeyNotFoundException>(() => CarbonForecasts.Make("oracle", Ramp));
        Assert.Contains("days", Assert.Throws<ArgumentException>(() => CarbonForecasts.Make("seasonal-naive", Ramp, new Dictionary<string, double> { ["days"] = 0 })).Message);
    }

    private sealed class Best(Func<long, double> wave, double[] rest) : Berth.Policies.ICarbonForecast
    {
        public string Name => "best";

        public double MeanOver(long now, long from, long to) => wave(from / Hour) + Math.Pow(0.9, (from - now) / Hour + 1) * rest[now / Hour - 1];
    }
}
