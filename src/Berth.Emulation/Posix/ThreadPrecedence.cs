namespace Berth.Emulation.Posix;

/// <summary>How a thread ranks against ordinary work: real-time, favoured, or not at all.</summary>
public enum ThreadPrecedence
{
    /// <summary>An ordinary thread: nothing better was permitted.</summary>
    Ordinary,

    /// <summary>Nice -20.</summary>
    Nice,

    /// <summary>SCHED_FIFO: runs before every ordinary thread.</summary>
    Fifo,
}
