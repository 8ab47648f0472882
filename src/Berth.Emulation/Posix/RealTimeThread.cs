namespace Berth.Emulation.Posix;

/// <summary>Raises the calling thread above ordinary work, as far as the machine permits.</summary>
public static unsafe class RealTimeThread
{
    /// <summary>SCHED_FIFO priority of the link router: above the probes, which wait for it.</summary>
    public const int RouterPriority = 30;

    /// <summary>SCHED_FIFO priority of the probes' threads.</summary>
    public const int ProbePriority = 20;

    private const int PriorityOfProcess = 0;

    /// <summary>Asks for SCHED_FIFO at the given priority, else for nice -20, and for exact timers either way; returns what was obtained.</summary>
    /// <remarks>Children that the thread starts do not inherit SCHED_FIFO.</remarks>
    public static ThreadPrecedence Raise(int priority)
    {
        _ = Libc.ProcessControl(Libc.SetTimerSlack, 1, 0, 0, 0);
        if (Libc.SetScheduler(0, Libc.Fifo | Libc.ResetOnFork, &priority) == 0)
            return ThreadPrecedence.Fifo;
        return Libc.SetNice(PriorityOfProcess, 0, -20) == 0 ? ThreadPrecedence.Nice : ThreadPrecedence.Ordinary;
    }
}
