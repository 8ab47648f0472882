using System.Buffers.Text;
using System.Text;

namespace Berth.Serving.Load;

/// <summary>The head of an HTTP/1 answer (RFC 9112).</summary>
/// <param name="Status">Status code.</param>
/// <param name="Length">Bytes of the head.</param>
/// <param name="BodyLength">Bytes of the body; null when it ends with the connection, or by its last chunk.</param>
/// <param name="Chunked">Whether the body comes in chunks.</param>
/// <param name="Closes">Whether the service closes the connection after it.</param>
internal readonly record struct ResponseHead(int Status, int Length, long? BodyLength, bool Chunked, bool Closes)
{
    /// <summary>Null while the head is not complete.</summary>
    /// <param name="bytes">What has come so far.</param>
    /// <param name="hasBody">False after a HEAD request, whose answer has none whatever its head says.</param>
    /// <exception cref="InvalidDataException">It is no HTTP/1 answer.</exception>
    internal static ResponseHead? Parse(ReadOnlySpan<byte> bytes, bool hasBody = true)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var fields = bytes[..(end + 2)];
        if (!fields.StartsWith("HTTP/1."u8) || fields.Length < 14 || !Utf8Parser.TryParse(fields[9..], out int status, out _))
            throw new InvalidDataException("the answer is no HTTP/1 answer");
        long? length = null;
        var (chunked, closes) = (false, fields[7] == '0');
        for (fields = After(fields); !fields.IsEmpty; fields = After(fields))
        {
            var field = fields[..fields.IndexOf("\r\n"u8)];
            if (Value(field, "content-length:"u8) is { IsEmpty: false } number)
                length = Utf8Parser.TryParse(number, out long parsed, out _) && parsed >= 0 ? parsed : throw new InvalidDataException("the answer's Content-Length is no number");
            chunked |= Ascii.EqualsIgnoreCase(Value(field, "transfer-encoding:"u8), "chunked"u8);
            if (Value(field, "connection:"u8) is { IsEmpty: false } connection)
                closes = Ascii.EqualsIgnoreCase(connection, "close"u8);
        }
        if (!hasBody || status is < 200 or 204 or 304)
            (length, chunked) = (0, false);
        return new(status, end + 4, chunked ? null : length, chunked, closes || (length is null && !chunked));
    }

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> fields) => fields[(fields.IndexOf("\r\n"u8) + 2)..];

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> field, ReadOnlySpan<byte> name) =>
        field.Length > name.Length && Ascii.EqualsIgnoreCase(field[..name.Length], name) ? field[name.Length..].Trim(" \t"u8) : [];
}
