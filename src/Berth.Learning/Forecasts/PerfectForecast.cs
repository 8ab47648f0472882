using Berth.Accounting;
using Berth.Policies;

namespace Berth.Learning.Forecasts;

/// <summary>Knows what will be: the oracle that shows what better forecasts could gain at most.</summary>
public sealed class PerfectForecast(CarbonIntensitySeries series) : ICarbonForecast
{
    /// <inheritdoc/>
    public string Name => CarbonForecasts.Perfect;

    /// <inheritdoc/>
    public double MeanOver(long now, long from, long to) => series.MeanOver(from, to - from).GramsPerKilowattHour;
}
