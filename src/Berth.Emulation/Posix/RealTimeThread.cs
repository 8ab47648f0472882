namespace Berth.Emulation.Posix;

/// <summary>Raises the calling thread above ordinary work, as far as the machine permits.</summary>
public static unsafe class RealTimeThread
{
    /// <summary>SCHED_FIFO priority of the thread that deals out processor slots: above everything that it interrupts.</summary>
    public const int SlotPriority = 40;

    /// <summary>SCHED_FIFO priority of the link router: above the probes, which wait for it.</summary>
    public const int RouterPriority = 30;

    /// <summary>SCHED_FIFO priority of the probes' threads.</summary>
    public const int ProbePriority = 20;

    private const int PriorityOfProcess = 0;

    /// <summary>Whether this user may use real-time scheduling.</summary>
    public static bool IsAllowed { get; } = Try();

    /// <summary>
    /// The command under SCHED_FIFO for all of its threads, where that is allowed. Raising one thread is not enough: the runtime suspends it
    /// for a collection that another of its threads must finish, and that one would wait for every node that is busy.
    /// </summary>
    public static IReadOnlyList<string> Command(int priority, IReadOnlyList<string> command) =>
        IsAllowed ? ["chrt", "--fifo", priority.ToString(System.Globalization.CultureInfo.InvariantCulture), .. command] : command;

    /// <summary>Has the kernel kill this process when the thread that started it ends.</summary>
    public static void BindToParent() => _ = Libc.ProcessControl(Libc.SetParentDeathSignal, Libc.Kill, 0, 0, 0);

    /// <summary>Asks for SCHED_FIFO at the given priority, else for nice -20, and for exact timers either way; returns what was obtained.</summary>
    /// <remarks>Children that the thread starts do not inherit SCHED_FIFO.</remarks>
    public static ThreadPrecedence Raise(int priority)
    {
        _ = Libc.ProcessControl(Libc.SetTimerSlack, 1, 0, 0, 0);
        if (Libc.SetScheduler(0, Libc.Fifo | Libc.ResetOnFork, &priority) == 0)
            return ThreadPrecedence.Fifo;
        return Libc.SetNice(PriorityOfProcess, 0, -20) == 0 ? ThreadPrecedence.Nice : ThreadPrecedence.Ordinary;
    }

    private static bool Try()
    {
        var precedence = ThreadPrecedence.Ordinary;
        var thread = new Thread(() => precedence = Raise(ProbePriority));
        thread.Start();
        thread.Join();
        return precedence == ThreadPrecedence.Fifo;
    }
}
