using Berth.Accounting;

namespace Berth.Learning.Forecasts;

/// <summary>Expects the last known value to stay.</summary>
public sealed class PersistenceForecast(CarbonIntensitySeries series) : HistoryForecast(series)
{
    /// <inheritdoc/>
    public override string Name => CarbonForecasts.Persistence;

    /// <inheritdoc/>
    protected override double Expect(long known, long from, long to) => Last(known);
}
