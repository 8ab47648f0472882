using Berth.Accounting;

namespace Berth.Learning.Forecasts;

/// <summary>
/// A <see cref="SeasonalFit"/> of the last weeks, fitted anew every day at a fixed hour, so that what it says depends on the moment alone and not on who asked before.
/// Works in hours. With less than <see cref="SeasonalFit.LeastHours"/> of history it is the seasonal naive forecast.
/// </summary>
/// <param name="series">What is measured as time goes on.</param>
/// <param name="window">Hours of history that are fitted.</param>
public sealed class SeasonalModelForecast(CarbonIntensitySeries series, int window = SeasonalModelForecast.DefaultWindow) : HistoryForecast(series)
{
    /// <summary>Eight weeks.</summary>
    public const int DefaultWindow = 8 * 168;

    private const long Hour = 3_600_000_000_000;
    private const int RefitEvery = 24;

    private readonly SeasonalNaiveForecast _naive = new(series, 24 * Hour);
    private (long Until, SeasonalFit Fit)? _fit;
    private Outlook? _outlook;

    /// <inheritdoc/>
    public override string Name => CarbonForecasts.SeasonalModel;

    /// <inheritdoc/>
    protected override double Expect(long known, long from, long to)
    {
        var next = Floor(known, Hour);
        if (FitOf(Floor(next, RefitEvery) * RefitEvery) is not { } fit)
            return _naive.MeanOver(known, from, to);
        var hours = (int)Math.Min(int.MaxValue / 2, to / Hour + 1 - next);
        if (_outlook is not { } outlook || outlook.First != next || outlook.Hours < hours)
            _outlook = outlook = new(next, fit.Continue(next, Known, Math.Max(hours, 96)));
        return outlook.MeanOver(from, to);
    }

    private SeasonalFit? FitOf(long until)
    {
        if (_fit is { } fit && fit.Until == until)
            return fit.Fit;
        var first = Math.Max(until - window, -Floor(-Series.First, Hour));
        if (until - first < SeasonalFit.LeastHours)
            return null;
        var made = SeasonalFit.Of(first, [.. Enumerable.Range(0, (int)(until - first)).Select(hour => Known(first + hour))]);
        _fit = (until, made);
        return made;
    }

    private double Known(long hour) => Series.MeanOver(hour * Hour, Hour).GramsPerKilowattHour;

    private static long Floor(long value, long unit) => value / unit - (value % unit < 0 ? 1 : 0);

    /// <summary>Expected hours after the last known one, with their sums.</summary>
    private sealed class Outlook
    {
        private readonly double[] _sums;
        private readonly double[] _values;

        internal Outlook(long first, double[] values)
        {
            (First, _values, _sums) = (first, values, new double[values.Length + 1]);
            for (var hour = 0; hour < values.Length; hour++)
                _sums[hour + 1] = _sums[hour] + values[hour];
        }

        internal long First { get; }

        internal int Hours => _values.Length;

        internal double MeanOver(long from, long to) => (Until(to) - Until(from)) / ((to - from) / (double)Hour);

        private double Until(long moment)
        {
            var (hour, rest) = Math.DivRem(moment - First * Hour, Hour);
            return _sums[hour] + (rest == 0 ? 0 : _values[hour] * ((double)rest / Hour));
        }
    }
}
