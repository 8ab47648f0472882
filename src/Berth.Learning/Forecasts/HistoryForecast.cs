using Berth.Accounting;
using Berth.Policies;

namespace Berth.Learning.Forecasts;

/// <summary>
/// A forecast that knows the steps which began before now, each to its end, as grid operators publish them. Before the first step nothing is known: then
/// the first value is expected, since something must be.
/// </summary>
/// <param name="series">What is measured as time goes on.</param>
public abstract class HistoryForecast(CarbonIntensitySeries series) : ICarbonForecast
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>What is measured as time goes on; only what lies before the known end may be read.</summary>
    protected CarbonIntensitySeries Series => series;

    /// <inheritdoc/>
    public double MeanOver(long now, long from, long to)
    {
        var known = now <= series.First ? series.First : EndOf(series.StepAt(now - 1));
        if (to <= known)
            return series.MeanOver(from, to - from).GramsPerKilowattHour;
        if (from >= known)
            return Expect(known, from, to);
        return (series.MeanOver(from, known - from).GramsPerKilowattHour * (known - from) + Expect(known, known, to) * (to - known)) / (to - from);
    }

    /// <summary>Expected mean over an interval that begins at the known end or later.</summary>
    protected abstract double Expect(long known, long from, long to);

    /// <summary>The last known value.</summary>
    protected double Last(long known) => series.ValueOf(known <= series.First ? 0 : series.StepAt(known - 1)).GramsPerKilowattHour;

    private long EndOf(int step) => step == series.Count - 1 ? long.MaxValue : series.StartOf(step + 1);
}
