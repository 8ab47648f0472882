using System.Runtime.InteropServices;

namespace Berth.Emulation.Posix;

/// <summary>Scheduling of the calling thread and the fate of the process.</summary>
internal static partial class RealTime
{
    private const int Fifo = 1;
    private const int DeathSignal = 1;
    private const int TimerSlack = 29;

    /// <summary>Puts the calling thread under SCHED_FIFO; false when that is not allowed.</summary>
    internal static bool TryFifo(int priority) => SetScheduler(0, Fifo, in priority) == 0;

    /// <summary>Has the kernel kill this process when its parent ends, and wake its timers without slack.</summary>
    internal static void BindToParent()
    {
        _ = ProcessControl(DeathSignal, ProcessHandle.Kill, 0, 0, 0);
        _ = ProcessControl(TimerSlack, 1, 0, 0, 0);
    }

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int pid, int policy, in int priority);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint first, nuint second, nuint third, nuint fourth);
}
