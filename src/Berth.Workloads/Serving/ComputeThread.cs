using System.Runtime.InteropServices;

namespace Berth.Workloads.Serving;

/// <summary>
/// Ranks the calling thread below the threads of its node that receive and send. A node may run its processes under SCHED_RR,
/// where a thread that wakes does not interrupt one of equal priority: pictures would be received, and cameras would take them, only
/// between two inferences. On an ordinary machine the scheduler prefers a thread that wakes by itself.
/// </summary>
internal static unsafe partial class ComputeThread
{
    private const int RoundRobin = 2;

    /// <summary>One real-time priority less, if there is one; lowering needs no privilege.</summary>
    internal static void StepBack()
    {
        int priority;
        if ((GetScheduler(0) & 0xff) != RoundRobin || GetParameters(0, &priority) != 0 || priority <= 1)
            return;
        priority--;
        _ = SetParameters(0, &priority);
    }

    [LibraryImport("libc", EntryPoint = "sched_getscheduler")]
    private static partial int GetScheduler(int thread);

    [LibraryImport("libc", EntryPoint = "sched_getparam")]
    private static partial int GetParameters(int thread, int* priority);

    [LibraryImport("libc", EntryPoint = "sched_setparam")]
    private static partial int SetParameters(int thread, int* priority);
}
