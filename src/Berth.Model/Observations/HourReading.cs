namespace Berth.Model.Observations;

/// <summary>What a site has used up to the end of an hour of the run.</summary>
/// <param name="Moment">End of the hour, nanoseconds.</param>
/// <param name="Site">Index of the site.</param>
/// <param name="Total">Energy and emissions since the start.</param>
/// <param name="BusyCoreSeconds">Cores that tasks held times time, since the start.</param>
public readonly record struct HourReading(long Moment, int Site, Amount Total, double BusyCoreSeconds);
