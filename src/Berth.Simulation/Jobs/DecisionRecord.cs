using Berth.Policies;

namespace Berth.Simulation.Jobs;

/// <summary>One task that was given a node.</summary>
/// <param name="Task">Name of the task.</param>
/// <param name="Node">Index of the node.</param>
/// <param name="Moment">When, nanoseconds of virtual time.</param>
/// <param name="Score">Score of the node; NaN when the policy gives none.</param>
/// <param name="Why">Full reasons; null unless they were asked for.</param>
public sealed record DecisionRecord(string Task, int Node, long Moment, double Score, Decision? Why);
