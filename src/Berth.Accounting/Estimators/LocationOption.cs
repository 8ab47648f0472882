namespace Berth.Accounting.Estimators;

/// <summary>A place where a computation could run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Intensity">Carbon intensity of its electricity.</param>
/// <param name="Pue">Power usage effectiveness, at least 1.</param>
public sealed record LocationOption(string Name, CarbonIntensitySeries Intensity, double Pue);
