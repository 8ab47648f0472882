using Berth.Learning.Forecasts;
using static Berth.Learning.Tests.RealData;

namespace Berth.Learning.Tests.Forecasts;

public sealed class RollingOriginTests
{
    [Fact]
    public void Errors_of_a_ramp_are_known()
    {
        // Rises by 10 an hour: persistence is 10·h off h hours ahead; a day ago it was 240 lower.
        var series = Series(hour => 1000 + 10 * hour, 24 * 6);
        var persistence = RollingOrigin.Evaluate(series, CarbonForecasts.Make("persistence", series), 30 * Hour, 40 * Hour, 2 * Hour, 3);
        Assert.Equal(5, persistence.Origins);
        Assert.Equal([10, 20, 30], persistence.Horizons.Select(horizon => Math.Round(horizon.Mae!.Value, 6)));
        Assert.Equal(20, persistence.Mae!.Value, 1e-9);
        Assert.Equal(new[] { 30, 32, 34, 36, 38 }.Average(hour => 10 / (1000.0 + 10 * hour)), persistence.Horizons[0].Mape!.Value, 1e-12);
        var naive = RollingOrigin.Evaluate(series, CarbonForecasts.Make("seasonal-naive", series), 30 * Hour, 40 * Hour, 2 * Hour, 3);
        Assert.All(naive.Horizons, horizon => Assert.Equal(240, horizon.Mae!.Value, 1e-9));
        Assert.Equal(0, RollingOrigin.Evaluate(series, CarbonForecasts.Make("perfect", series), 30 * Hour, 40 * Hour, 2 * Hour, 3).Mae);
    }

    [Fact]
    public void Relative_errors_leave_out_hours_without_emissions()
    {
        var series = Series(hour => hour % 2 == 0 ? 0 : 100, 48);
        var evaluation = RollingOrigin.Evaluate(series, CarbonForecasts.Make("persistence", series), 10 * Hour, 20 * Hour, 2 * Hour, 2);
        Assert.Equal(50, evaluation.Mae!.Value, 1e-9);
        Assert.Null(evaluation.Horizons[0].Mape);
        Assert.Equal(0, evaluation.Horizons[1].Mape!.Value, 1e-9);
        Assert.Equal(0, evaluation.Mape!.Value, 1e-9);
        Assert.Null(RollingOrigin.Evaluate(series, CarbonForecasts.Make("persistence", series), 10 * Hour, 10 * Hour, Hour, 2).Mae);
    }

    [Theory]
    [InlineData("de_2020.csv", 0.80)]
    [InlineData("us_CA_2022.csv", 0.90)]
    [InlineData("us_TX_2022.csv", 0.85)]
    public void The_fitted_model_is_better_than_both_naive_ones_a_day_ahead(string file, double share)
    {
        var series = Hourly(file);
        double Error(string name) => RollingOrigin.Evaluate(series, CarbonForecasts.Make(name, series), 56 * 24 * Hour, 360 * 24 * Hour, 31 * Hour).Mae!.Value;
        Assert.InRange(Error("seasonal-model"), 1, share * Math.Min(Error("persistence"), Error("seasonal-naive")));
    }
}
