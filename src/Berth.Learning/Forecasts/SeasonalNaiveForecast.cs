using Berth.Accounting;

namespace Berth.Learning.Forecasts;

/// <summary>
/// Expects what was measured at the same time one season ago, and the last known season again after it; where nothing was measured then, the last known value.
/// </summary>
/// <param name="series">What is measured as time goes on.</param>
/// <param name="season">Nanoseconds of a season: a day, or a week.</param>
public sealed class SeasonalNaiveForecast(CarbonIntensitySeries series, long season) : HistoryForecast(series)
{
    /// <inheritdoc/>
    public override string Name => CarbonForecasts.SeasonalNaive;

    /// <inheritdoc/>
    protected override double Expect(long known, long from, long to)
    {
        var integral = 0.0;
        for (var start = from; start < to;)
        {
            var back = ((start - known) / season + 1) * season;
            var end = Math.Min(to, known + back);
            integral += SeasonAgo(known, start - back, end - back);
            start = end;
        }
        return integral / (to - from);
    }

    private double SeasonAgo(long known, long from, long to)
    {
        var measured = Math.Max(from, Math.Min(to, Series.First));
        return Last(known) * (measured - from)
            + (to > measured ? Series.MeanOver(measured, to - measured).GramsPerKilowattHour * (to - measured) : 0);
    }
}
