using System.Runtime.InteropServices;
using Berth.Emulation.Posix;

namespace Berth.Emulation.Links;

/// <summary>Waits for files to become readable, with a timeout in nanoseconds.</summary>
internal sealed unsafe class Epoll : IDisposable
{
    private const int Capacity = 64;

    // struct epoll_event is packed on x86-64 only.
    private static readonly int Stride = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int KeyOffset = Stride - sizeof(long);

    private readonly int file = PosixError.Check(Libc.EpollCreate(Libc.CloseOnExec), "Cannot make an epoll file");
    private readonly byte* events = (byte*)NativeMemory.AllocZeroed(Capacity * 16);

    internal void Add(int readable, int key)
    {
        var interest = stackalloc byte[16];
        *(uint*)interest = Libc.EpollIn;
        *(long*)(interest + KeyOffset) = key;
        PosixError.Check(Libc.EpollControl(file, Libc.EpollAdd, readable, interest), "Cannot wait for a file");
    }

    /// <summary>How many files are ready, after at most <paramref name="timeout"/> ns (for ever when <see cref="long.MaxValue"/>).</summary>
    internal int Wait(long timeout)
    {
        var limit = new Libc.TimeSpecification(Math.Max(0, timeout));
        return Math.Max(0, Libc.EpollWait(file, events, Capacity, timeout == long.MaxValue ? null : &limit, null));
    }

    /// <summary>The key of the i-th ready file.</summary>
    internal int Ready(int i) => (int)*(long*)(events + i * Stride + KeyOffset);

    public void Dispose()
    {
        _ = Libc.Close(file);
        NativeMemory.Free(events);
    }
}
