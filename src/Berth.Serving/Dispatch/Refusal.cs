namespace Berth.Serving.Dispatch;

/// <summary>Why a request was not taken.</summary>
internal enum Refusal
{
    /// <summary>As many wait as may.</summary>
    QueueFull,

    /// <summary>It would have to wait longer than the admission limit.</summary>
    WaitTooLong,

    /// <summary>Its deadline would pass before its answer.</summary>
    DeadlineTooShort,

    /// <summary>The bodies that wait take all the memory that they may.</summary>
    MemoryFull,

    /// <summary>The dispatcher is about to end.</summary>
    Ending,
}
