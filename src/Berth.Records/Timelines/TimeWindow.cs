namespace Berth.Records.Timelines;

/// <summary>A stretch of time, both ends included: the time of a request.</summary>
/// <param name="Start">Its start, nanoseconds of the clock that the samples have.</param>
/// <param name="End">Its end, not before its start.</param>
public readonly record struct TimeWindow(long Start, long End);
