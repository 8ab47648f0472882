using System.Runtime.InteropServices;

namespace Berth.Emulation.Posix;

/// <summary>A process by file descriptor (pidfd), so that a signal never reaches a stranger that was given the same number.</summary>
internal sealed partial class ProcessHandle : IDisposable
{
    private const int OpenByPid = 434;
    private const int SendSignal = 424;
    internal const int Kill = 9;
    internal const int Continue = 18;
    internal const int Stop = 19;

    private readonly int _descriptor;
    private readonly int _cpuClock;

    private ProcessHandle(int pid, int descriptor)
    {
        Pid = pid;
        _descriptor = descriptor;
        _cpuClock = (~pid << 3) | 2;
    }

    internal int Pid { get; }

    /// <summary>Null when there is no such process.</summary>
    internal static ProcessHandle? Open(int pid)
    {
        var descriptor = (int)Call(OpenByPid, pid, 0, 0, 0);
        return descriptor < 0 ? null : new(pid, descriptor);
    }

    /// <summary>False when it has ended.</summary>
    internal bool Signal(int signal) => Call(SendSignal, _descriptor, signal, 0, 0) == 0;

    /// <summary>Processor time that it has used, all threads, in nanoseconds; 0 when it has ended.</summary>
    internal long CpuNanoseconds() => ReadClock(_cpuClock, out var time) == 0 ? time.Seconds * 1_000_000_000 + time.Nanoseconds : 0;

    public void Dispose() => _ = Close(_descriptor);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out TimeSpec time);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
