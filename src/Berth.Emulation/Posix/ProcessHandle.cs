namespace Berth.Emulation.Posix;

/// <summary>A process by file descriptor (pidfd), so that a signal never reaches a stranger that was given the same number.</summary>
internal sealed class ProcessHandle : IDisposable
{
    private readonly int file;
    private readonly int cpuClock;

    private ProcessHandle(int pid, int file) => (this.file, cpuClock) = (file, ProcessorClock.OfProcess(pid));

    /// <summary>Null when there is no such process.</summary>
    internal static ProcessHandle? Open(int pid)
    {
        var file = (int)Libc.SystemCall(Libc.OpenProcess, pid, 0, 0, 0);
        return file < 0 ? null : new(pid, file);
    }

    /// <summary>False when it has ended.</summary>
    internal bool Signal(int signal) => Libc.SystemCall(Libc.SignalProcess, file, signal, 0, 0) == 0;

    /// <summary>Processor time that it has used, all threads, in nanoseconds; 0 when it has ended.</summary>
    internal long CpuNanoseconds() => ProcessorClock.Read(cpuClock);

    public void Dispose() => _ = Libc.Close(file);
}
