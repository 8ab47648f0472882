using System.Buffers.Text;
using System.Text;
using Berth.Serving.Dispatch;
using Microsoft.AspNetCore.WebUtilities;

namespace Berth.Serving.Front;

/// <summary>Writes heads of HTTP/1.1 responses.</summary>
internal static class ResponseWriter
{
    /// <summary>Bytes of a head beside its header fields.</summary>
    internal const int Room = 256;

    private static readonly byte[]?[] StatusLines = new byte[600][];

    /// <summary>Writes a head; returns its length.</summary>
    /// <param name="answer">What is answered.</param>
    /// <param name="target">Where to; <see cref="Room"/> bytes longer than the header fields.</param>
    /// <param name="close">Whether the connection is closed after it.</param>
    /// <param name="saysKept">Whether it has to be said that it is not: to HTTP/1.0.</param>
    internal static int Head(in Answer answer, Span<byte> target, bool close, bool saysKept)
    {
        var length = Append(StatusLine(answer.Status), target, 0);
        length = Append(answer.Headers, target, length);
        if (answer.Status is not (204 or 304))
        {
            length = Append("Content-Length: "u8, target, length);
            Utf8Formatter.TryFormat(answer.Body.Length, target[length..], out var digits);
            length = Append("\r\n"u8, target, length + digits);
        }
        if (close)
            length = Append("Connection: close\r\n"u8, target, length);
        else if (saysKept)
            length = Append("Connection: keep-alive\r\n"u8, target, length);
        return Append("\r\n"u8, target, length);
    }

    private static int Append(ReadOnlySpan<byte> text, Span<byte> target, int length)
    {
        text.CopyTo(target[length..]);
        return length + text.Length;
    }

    private static byte[] StatusLine(int status) =>
        StatusLines[status] ??= Encoding.ASCII.GetBytes($"HTTP/1.1 {status} {ReasonPhrases.GetReasonPhrase(status)}\r\n");
}
