using System.Runtime.InteropServices;

namespace Berth.Serving.Native;

/// <summary>The calls of Linux that one thread needs to serve many sockets. Their names and numbers are those of the manual pages.</summary>
internal static unsafe partial class Linux
{
    internal const int Interrupted = 4, Again = 11, TooManyFiles = 24, TooManyFilesInSystem = 23, ConnectionAborted = 103, InProgress = 115;
    internal const int NonBlocking = 0x800, CloseOnExec = 0x80000, Stream = 1, NoSignal = 0x4000, Peek = 2, ShutWrite = 1;
    internal const int Tcp = 6, NoDelay = 1, SocketLevel = 1, SocketError = 4;

    /// <summary>Accepts a connection that does not block; -1 with an error number.</summary>
    internal static int Accept(int listener) => Accept4(listener, null, null, NonBlocking | CloseOnExec);

    /// <summary>A stream socket that does not block; -1 with an error number.</summary>
    internal static int OpenSocket(int family) => Socket(family, Stream | NonBlocking | CloseOnExec, 0);

    /// <summary>Sends small segments at once.</summary>
    internal static void DisableDelay(int socket)
    {
        var on = 1;
        _ = SetOption(socket, Tcp, NoDelay, &on, sizeof(int));
    }

    /// <summary>The error that a connection attempt ended with; 0 is none.</summary>
    internal static int PendingError(int socket)
    {
        var (error, length) = (0, sizeof(int));
        return GetOption(socket, SocketLevel, SocketError, &error, &length) == 0 ? error : Marshal.GetLastPInvokeError();
    }

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    internal static partial nint Receive(int socket, byte* bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    internal static partial nint Send(int socket, byte* bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    internal static partial nint SendMessage(int socket, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    internal static partial int Connect(int socket, byte* address, int length);

    /// <summary>Ends the direction from here to the peer (<paramref name="how"/> is 1).</summary>
    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    internal static partial int Shutdown(int socket, int how);

    [LibraryImport("libc", EntryPoint = "close")]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(int descriptor, byte* bytes, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(int descriptor, byte* bytes, nint length);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    internal static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    internal static partial int EpollControl(int epoll, int operation, int descriptor, byte* readiness);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    internal static partial int EpollWait(int epoll, byte* readiness, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    internal static partial int EventDescriptor(uint count, int flags);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    private static partial int Accept4(int socket, byte* address, int* length, int flags);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(int socket, int level, int name, int* value, int length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int GetOption(int socket, int level, int name, int* value, int* length);
}
