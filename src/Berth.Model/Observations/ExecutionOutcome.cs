namespace Berth.Model.Observations;

/// <summary>What became of an execution.</summary>
public enum ExecutionOutcome
{
    /// <summary>The work was done and its result is right.</summary>
    Done,

    /// <summary>It ended with an error, or its result was wrong.</summary>
    Failed,

    /// <summary>The kernel ended it because its memory limit was reached.</summary>
    OutOfMemory,

    /// <summary>It was called off.</summary>
    Cancelled,

    /// <summary>Its answer did not come before the timeout.</summary>
    TimedOut,

    /// <summary>It was not begun: what was asked for is not valid.</summary>
    Refused,
}
