namespace Berth.Workloads.Serving;

/// <summary>A wait that is normally distributed, never below 0.</summary>
/// <param name="MeanNanoseconds">Its mean.</param>
/// <param name="DeviationNanoseconds">Its standard deviation.</param>
/// <param name="Seed">Seed of the draws.</param>
public sealed record PauseSettings(long MeanNanoseconds, long DeviationNanoseconds, long Seed);
