using System.Diagnostics;

namespace Berth.Emulation.Posix;

/// <summary>CLOCK_MONOTONIC in nanoseconds: one time line for all processes of the machine.</summary>
public static unsafe class MonotonicClock
{
    private static readonly long NanosecondsPerTick = 1_000_000_000 / Stopwatch.Frequency;

    /// <summary>Nanoseconds since boot, suspension excluded. On Linux this is what <see cref="Stopwatch"/> reads.</summary>
    public static long Now => Stopwatch.GetTimestamp() * NanosecondsPerTick;

    /// <summary>Blocks the calling thread until <paramref name="time"/>; returns at once when that is past.</summary>
    public static void SleepUntil(long time)
    {
        var request = new Libc.TimeSpecification(Math.Max(0, time));
        while (Libc.Sleep(Libc.Monotonic, Libc.AbsoluteTime, &request, null) != 0 && Now < time)
        {
            // Interrupted by a signal: the target is absolute, so waiting again is exact.
        }
    }
}
