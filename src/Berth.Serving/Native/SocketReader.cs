using System.Runtime.InteropServices;

namespace Berth.Serving.Native;

/// <summary>Receives what has come.</summary>
internal static unsafe class SocketReader
{
    /// <summary>What <see cref="Receive"/> returns when nothing has come, or when the connection is lost.</summary>
    internal const int Nothing = -1, Lost = -2;

    /// <summary>Bytes that were received; 0 is the end of the stream.</summary>
    internal static int Receive(int socket, Span<byte> target, int flags = 0)
    {
        while (true)
        {
            nint count;
            fixed (byte* bytes = target)
                count = Linux.Receive(socket, bytes, target.Length, flags);
            if (count >= 0)
                return (int)count;
            if (Marshal.GetLastPInvokeError() is var error && error != Linux.Interrupted)
                return error == Linux.Again ? Nothing : Lost;
        }
    }
}
