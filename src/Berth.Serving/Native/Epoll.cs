using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Berth.Serving.Native;

/// <summary>
/// Which of many sockets are ready (epoll(7), edge-triggered): each is registered once for everything, so that serving a request costs no further
/// call than to receive and to send.
/// </summary>
internal sealed unsafe class Epoll : IDisposable
{
    internal const uint In = 1, Out = 4, Error = 8, HungUp = 16, PeerClosed = 0x2000, EdgeTriggered = 1u << 31;

    private const int Add = 1, Delete = 2, Most = 256;

    // The kernel packs the struct on x86-64 only.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int Size = DataOffset + sizeof(ulong);

    private readonly int _epoll = Linux.EpollCreate(Linux.CloseOnExec);
    private readonly byte* _ready = (byte*)NativeMemory.AllocZeroed((nuint)(Most * Size));

    /// <summary>Watches a descriptor; <paramref name="key"/> comes back with what happens to it.</summary>
    internal void Watch(int descriptor, uint interest, ulong key)
    {
        var readiness = stackalloc byte[16];
        Write(readiness, interest, key);
        if (Linux.EpollControl(_epoll, Add, descriptor, readiness) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "a socket cannot be watched");
    }

    /// <summary>Watches it no longer. A descriptor that is closed needs no such call.</summary>
    internal void Forget(int descriptor)
    {
        var readiness = stackalloc byte[16];
        _ = Linux.EpollControl(_epoll, Delete, descriptor, readiness);
    }

    /// <summary>Waits until something happens or the time is over; returns how much happened.</summary>
    internal int Wait(int milliseconds) => Math.Max(0, Linux.EpollWait(_epoll, _ready, Most, milliseconds));

    /// <summary>What happened, by its number from 0.</summary>
    internal (uint Happened, ulong Key) this[int index]
    {
        get
        {
            var readiness = _ready + index * Size;
            return (*(uint*)readiness, *(ulong*)(readiness + DataOffset));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Linux.Close(_epoll);
        NativeMemory.Free(_ready);
    }

    private static void Write(byte* readiness, uint happened, ulong key)
    {
        *(uint*)readiness = happened;
        *(ulong*)(readiness + DataOffset) = key;
    }
}
