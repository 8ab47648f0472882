namespace Berth.Model.Observations;

/// <summary>What became of a job. Moments are nanoseconds of virtual time.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Arrival">When it was submitted.</param>
/// <param name="Start">When it first ran; -1 is never.</param>
/// <param name="End">When it was done; -1 is never.</param>
/// <param name="Node">Node on which it ran last; -1 is none.</param>
/// <param name="RunSeconds">Time that it ran, all its runs together.</param>
/// <param name="CoreSeconds">Cores that it held times that time.</param>
/// <param name="Restarts">Runs that were lost to failures.</param>
/// <param name="Missed">Whether it ended after its deadline, or not at all.</param>
/// <param name="Used">Its share of energy and emissions, idle power excluded.</param>
public readonly record struct JobRecord(
    JobOutcome Outcome, long Arrival, long Start, long End, int Node, double RunSeconds, double CoreSeconds, int Restarts, bool Missed, Amount Used);
