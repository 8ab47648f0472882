namespace Berth.Serving.Load;

/// <summary>What became of a request.</summary>
public enum LoadOutcome
{
    /// <summary>Answered with a status from 200 to 299 before the timeout.</summary>
    Completed,

    /// <summary>The service said that it has too much to do: 429 or 503.</summary>
    Refused,

    /// <summary>The connection broke or could not be made, or another status came.</summary>
    Failed,

    /// <summary>Not answered before the timeout, which counts from the scheduled moment.</summary>
    TimedOut,

    /// <summary>Unanswered when the load was stopped.</summary>
    Abandoned,
}
