using Berth.Accounting;
using Berth.Policies;

namespace Berth.Learning.Forecasts;

/// <summary>
/// Measures a forecast as it is used: at one origin after the other it says what the next hours will be, and is compared with what they were
/// (Tashman, Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16(4), 2000).
/// </summary>
public static class RollingOrigin
{
    private const long Hour = 3_600_000_000_000;

    /// <summary>Evaluates the mean intensity of each hour after each origin.</summary>
    /// <param name="series">What was measured.</param>
    /// <param name="forecast">What is judged.</param>
    /// <param name="from">First origin, nanoseconds.</param>
    /// <param name="to">No origin is at this moment or later.</param>
    /// <param name="every">Nanoseconds from one origin to the next, positive.</param>
    /// <param name="hours">How many hours ahead.</param>
    public static ForecastEvaluation Evaluate(CarbonIntensitySeries series, ICarbonForecast forecast, long from, long to, long every, int hours = 24)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1);
        var sums = new (double Absolute, double Relative, int Positive)[hours];
        var origins = 0;
        for (var origin = from; origin < to; origin += every, origins++)
            for (var hour = 0; hour < hours; hour++)
            {
                var start = origin + hour * Hour;
                var measured = series.MeanOver(start, Hour).GramsPerKilowattHour;
                var error = Math.Abs(forecast.MeanOver(origin, start, start + Hour) - measured);
                sums[hour].Absolute += error;
                if (measured <= 0)
                    continue;
                sums[hour].Relative += error / measured;
                sums[hour].Positive++;
            }
        return new(forecast.Name, origins, [.. sums.Select((sum, hour) => new HorizonError(
            hour + 1,
            origins == 0 ? null : sum.Absolute / origins,
            sum.Positive == 0 ? null : sum.Relative / sum.Positive,
            sum.Positive))]);
    }
}
