using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>Mean carbon intensity of the electricity of one zone in one year.</summary>
/// <param name="Name">Name in <c>carbon: { zone: DE }</c>.</param>
/// <param name="Year">Year of the mean.</param>
/// <param name="Mean">Arithmetic mean over the year's measurements, rounded to 0.1; hours without a measurement (3 of US-CA, 23 of US-VA) are left out.</param>
/// <param name="Source">Where the measurements come from.</param>
public sealed record CarbonZone(string Name, int Year, CarbonIntensity Mean, string Source);
