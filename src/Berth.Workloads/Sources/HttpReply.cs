using System.Buffers.Text;
using System.Text;

namespace Berth.Workloads.Sources;

/// <summary>The head of an HTTP/1.1 answer whose body has a Content-Length.</summary>
/// <param name="Status">Status code.</param>
/// <param name="Body">Where the body begins.</param>
/// <param name="BodyLength">Bytes of it.</param>
/// <param name="Closes">Whether the worker closes the connection after it.</param>
internal readonly record struct HttpReply(int Status, int Body, int BodyLength, bool Closes)
{
    internal int Length => Body + BodyLength;

    /// <summary>Null while the head is not complete.</summary>
    /// <exception cref="InvalidDataException">It is no HTTP/1.1 answer with a Content-Length.</exception>
    internal static HttpReply? Parse(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var head = bytes[..end];
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head[9..], out int status, out _)
            || !Utf8Parser.TryParse(Field(head, "\r\nContent-Length:"u8), out int length, out _) || length < 0)
            throw new InvalidDataException("the worker's answer is no HTTP/1.1 answer with a Content-Length");
        return new(status, end + 4, length, Field(head, "\r\nConnection:"u8).StartsWith("close"u8));
    }

    /// <summary>A header's value to the end of the head.</summary>
    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        for (var line = head.IndexOf("\r\n"u8); line >= 0 && head.Length - line >= name.Length;)
        {
            if (Ascii.EqualsIgnoreCase(head.Slice(line, name.Length), name))
                return head[(line + name.Length)..].TrimStart((byte)' ');
            var next = head[(line + 2)..].IndexOf("\r\n"u8);
            line = next < 0 ? -1 : line + 2 + next;
        }

        return [];
    }
}
