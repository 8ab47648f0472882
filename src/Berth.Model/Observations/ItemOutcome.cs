namespace Berth.Model.Observations;

/// <summary>What became of an item.</summary>
public enum ItemOutcome
{
    /// <summary>The result came back in time.</summary>
    Completed,

    /// <summary>Nothing came back before the timeout.</summary>
    TimedOut,

    /// <summary>The connection or the worker failed.</summary>
    Failed,

    /// <summary>The worker refused it: its queue was full or the item could not be read.</summary>
    Refused,
}
