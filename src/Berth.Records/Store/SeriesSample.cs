namespace Berth.Records.Store;

/// <summary>One sample of a series that was collected.</summary>
/// <param name="Series">Number of the series in its records.</param>
/// <param name="Moment">Nanoseconds since 1970 in UTC.</param>
/// <param name="Value">Its value; may be infinite or not a number.</param>
public readonly record struct SeriesSample(int Series, long Moment, double Value);
