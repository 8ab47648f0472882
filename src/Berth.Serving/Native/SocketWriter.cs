using System.Runtime.InteropServices;

namespace Berth.Serving.Native;

/// <summary>Sends a head and a body, from where they lie.</summary>
internal static unsafe class SocketWriter
{
    /// <summary>Below this length putting the two together costs less than having the kernel do it.</summary>
    private const int Small = 16_384;

    /// <summary>Sends what is left; <paramref name="sent"/> counts the bytes of both.</summary>
    /// <param name="socket">A socket that does not block.</param>
    /// <param name="workspace">Where a small message is put together.</param>
    /// <param name="head">Goes first.</param>
    /// <param name="body">Goes second.</param>
    /// <param name="sent">Bytes that were sent.</param>
    internal static Delivery Send(int socket, byte[] workspace, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, ref int sent)
    {
        var total = head.Length + body.Length;
        while (sent < total)
        {
            var count = sent == 0 && total <= Small ? Together(socket, workspace, head, body) : Apart(socket, head, body, sent);
            if (count > 0)
                sent += (int)count;
            else if (Marshal.GetLastPInvokeError() is var error && error != Linux.Interrupted)
                return error == Linux.Again ? Delivery.Blocked : Delivery.Lost;
        }
        return Delivery.Done;
    }

    private static nint Together(int socket, byte[] workspace, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        head.CopyTo(workspace);
        body.CopyTo(workspace.AsSpan(head.Length));
        fixed (byte* bytes = workspace)
            return Linux.Send(socket, bytes, head.Length + body.Length, Linux.NoSignal);
    }

    private static nint Apart(int socket, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, int sent)
    {
        var first = head[Math.Min(sent, head.Length)..];
        var second = body[Math.Max(0, sent - head.Length)..];
        fixed (byte* one = first, two = second)
        {
            var parts = stackalloc MessagePart[] { new() { Bytes = one, Length = first.Length }, new() { Bytes = two, Length = second.Length } };
            var message = new MessageHeader { Parts = parts, PartCount = 2 };
            return Linux.SendMessage(socket, &message, Linux.NoSignal);
        }
    }
}
