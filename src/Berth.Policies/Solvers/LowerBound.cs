namespace Berth.Policies.Solvers;

/// <summary>A value below which no schedule gets that runs all the jobs to their ends.</summary>
/// <param name="Value">The bound, in the unit of the figure.</param>
/// <param name="Method">How it was computed, in words.</param>
public sealed record LowerBound(double Value, string Method);
