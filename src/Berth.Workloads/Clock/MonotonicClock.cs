using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Berth.Workloads.Clock;

/// <summary>CLOCK_MONOTONIC in nanoseconds: one time line for all processes of the machine.</summary>
public static unsafe partial class MonotonicClock
{
    private const int Monotonic = 1, AbsoluteTime = 1;
    private static readonly long NanosecondsPerTick = 1_000_000_000 / Stopwatch.Frequency;

    /// <summary>Nanoseconds since boot, suspension excluded. On Linux this is what <see cref="Stopwatch"/> reads.</summary>
    public static long Now => Stopwatch.GetTimestamp() * NanosecondsPerTick;

    /// <summary>Waits until <paramref name="time"/> without a thread, to the precision of timers; returns at once when that is past.</summary>
    public static Task UntilAsync(long time, CancellationToken cancellation) =>
        time - Now is > 0 and var rest ? Task.Delay(TimeSpan.FromMicroseconds(rest / 1e3), cancellation) : Task.CompletedTask;

    /// <summary>Blocks the calling thread until <paramref name="time"/>; returns at once when that is past.</summary>
    public static void SleepUntil(long time)
    {
        var (seconds, nanoseconds) = Math.DivRem(Math.Max(0, time), 1_000_000_000);
        var request = stackalloc long[] { seconds, nanoseconds };
        while (Sleep(Monotonic, AbsoluteTime, request, null) != 0 && Now < time)
        {
            // Interrupted by a signal: the target is absolute, so waiting again is exact.
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int Sleep(int clock, int flags, long* request, long* remaining);
}
