using System.Runtime.InteropServices;

namespace Berth.Emulation.Posix;

/// <summary>CLOCK_MONOTONIC: the same for every process of the machine, in whatever namespace.</summary>
internal static partial class MonotonicClock
{
    private const int Monotonic = 1;
    private const int Thread = 3;
    private const int Absolute = 1;

    internal static long Now() => Read(Monotonic);

    /// <summary>Processor time of the calling thread.</summary>
    internal static long ThreadCpu() => Read(Thread);

    internal static void SleepUntil(long moment)
    {
        var time = TimeSpec.FromNanoseconds(moment);
        while (ClockNanosleep(Monotonic, Absolute, in time, 0) == Interrupted)
        {
        }
    }

    private const int Interrupted = 4;

    private static long Read(int clock)
    {
        _ = ClockGettime(clock, out var time);
        return time.ToNanoseconds();
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGettime(int clock, out TimeSpec time);

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockNanosleep(int clock, int flags, in TimeSpec time, nint remaining);
}
