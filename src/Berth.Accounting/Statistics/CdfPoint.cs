namespace Berth.Accounting.Statistics;

/// <summary>A point of an empirical distribution function: this part of the sample is at most this value.</summary>
public readonly record struct CdfPoint(double Value, double Fraction);
