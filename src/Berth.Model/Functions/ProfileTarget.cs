namespace Berth.Model.Functions;

/// <summary>When a profile whose executions are chosen is good enough.</summary>
/// <param name="Error">Mean error of durations, as a part of them, below which every function must be.</param>
/// <param name="Most">Most executions in all; it ends there, good enough or not.</param>
public sealed record ProfileTarget(double Error, int Most);
