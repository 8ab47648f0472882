namespace Berth.Emulation.Posix;

/// <summary>Processor time in nanoseconds, as the scheduler counts it.</summary>
public static unsafe class ProcessorClock
{
    /// <summary>Processor time of the calling thread.</summary>
    public static long ThisThread => Read(Libc.ThreadCpu);

    /// <summary>The clock of another process (the kernel's encoding of CPUCLOCK_SCHED for a process).</summary>
    internal static int OfProcess(int pid) => (~pid << 3) | 2;

    internal static long Read(int clock)
    {
        var time = new Libc.TimeSpecification(0);
        return Libc.ReadClock(clock, &time) == 0 ? time.Seconds * 1_000_000_000 + time.Nanoseconds : 0;
    }
}
