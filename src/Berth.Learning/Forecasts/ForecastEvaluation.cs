namespace Berth.Learning.Forecasts;

/// <summary>How far a forecast was off.</summary>
/// <param name="Forecast">Its name.</param>
/// <param name="Origins">At how many moments it was asked.</param>
/// <param name="Horizons">Its errors 1, 2, … hours ahead.</param>
public sealed record ForecastEvaluation(string Forecast, int Origins, IReadOnlyList<HorizonError> Horizons)
{
    /// <summary>Mean absolute error over all horizons, g/kWh; null when it was never asked.</summary>
    public double? Mae => Horizons.Average(horizon => horizon.Mae);

    /// <summary>Mean absolute error relative to what was measured, over all horizons; hours with an intensity of 0 are left out.</summary>
    public double? Mape => Horizons.Sum(horizon => horizon.Positive) is var all && all > 0 ? Horizons.Sum(horizon => horizon.Mape * horizon.Positive ?? 0) / all : null;
}

/// <summary>The error of a forecast at one distance.</summary>
/// <param name="Hours">The hour that ends so many hours after the origin.</param>
/// <param name="Mae">Mean absolute error, g/kWh; null without origins.</param>
/// <param name="Mape">Mean absolute error relative to what was measured; null when that was never positive.</param>
/// <param name="Positive">Origins at which what was measured was positive.</param>
public sealed record HorizonError(int Hours, double? Mae, double? Mape, int Positive);
