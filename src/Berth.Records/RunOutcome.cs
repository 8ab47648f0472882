namespace Berth.Records;

/// <summary>How a run ended.</summary>
/// <param name="Interrupted">Whether it was stopped before its end.</param>
/// <param name="Failures">What went wrong, a sentence each: processes that died, programs that could not start.</param>
/// <param name="FailedChecks">Lines of the self-check that were out of tolerance and were to be enforced.</param>
public sealed record RunOutcome(bool Interrupted, IReadOnlyList<string> Failures, int FailedChecks);
