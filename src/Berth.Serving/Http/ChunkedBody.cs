namespace Berth.Serving.Http;

/// <summary>
/// A body in chunks (RFC 9112 section 7.1), decoded in place: its data moves together at the front of the bytes that it came in. Extensions and
/// trailers are read over.
/// </summary>
internal sealed class ChunkedBody
{
    private const int LongestLine = 4096;

    private long _chunk;
    private int _line;
    private int _trailers;
    private Expected _expected = Expected.Size;

    private enum Expected
    {
        Size,
        Data,
        DataEnd,
        Trailer,
        Nothing,
    }

    /// <summary>Whether the last chunk and the end of the trailers have come.</summary>
    internal bool Complete => _expected == Expected.Nothing;

    /// <summary>Bytes of data so far.</summary>
    internal int Decoded { get; private set; }

    /// <summary>Bytes that were read so far.</summary>
    internal int Consumed { get; private set; }

    /// <summary>Decodes what has come; false when it is no body in chunks.</summary>
    /// <param name="body">All bytes since the head, the same that were given before and more.</param>
    internal bool TryRead(Span<byte> body)
    {
        while (!Complete)
        {
            if (_expected == Expected.Data)
            {
                var length = (int)Math.Min(_chunk, body.Length - Consumed);
                body.Slice(Consumed, length).CopyTo(body[Decoded..]);
                (Consumed, Decoded, _chunk) = (Consumed + length, Decoded + length, _chunk - length);
                if (_chunk > 0)
                    return true;
                _expected = Expected.DataEnd;
            }
            // Only a line can be searched for its end, from where the last search stopped.
            var rest = body[(Consumed + _line)..];
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                _line += rest.Length;
                return _line <= LongestLine && (_expected != Expected.DataEnd || _line < 2);
            }
            var line = body.Slice(Consumed, _line + end + 1);
            (Consumed, _line) = (Consumed + line.Length, 0);
            if (line.Length < 2 || line[^2] != '\r' || line.Length > LongestLine || !TryLine(line[..^2]))
                return false;
        }
        return true;
    }

    /// <summary>Moves what was not read yet behind the data, so that the framing takes no room; returns the new length of the body.</summary>
    internal int Compact(Span<byte> body)
    {
        var rest = body[Consumed..];
        rest.CopyTo(body[Decoded..]);
        Consumed = Decoded;
        return Decoded + rest.Length;
    }

    private bool TryLine(ReadOnlySpan<byte> line)
    {
        switch (_expected)
        {
            case Expected.Size:
                if (!TrySize(line))
                    return false;
                _expected = _chunk == 0 ? Expected.Trailer : Expected.Data;
                return true;
            case Expected.DataEnd:
                _expected = Expected.Size;
                return line.IsEmpty;
            default:
                _trailers += line.Length;
                if (line.IsEmpty)
                    _expected = Expected.Nothing;
                return _trailers <= LongestLine && !line.ContainsAny(HeaderNames.Controls);
        }
    }

    private bool TrySize(ReadOnlySpan<byte> line)
    {
        (_chunk, var digits) = (0, 0);
        while (digits < line.Length && char.IsAsciiHexDigit((char)line[digits]))
        {
            if (++digits > 8)
                return false;
            // '0' is 0x30, 'A' is 0x41, 'a' is 0x61.
            _chunk = _chunk * 16 + (line[digits - 1] & 0xF) + (line[digits - 1] >> 6) * 9;
        }
        // After the size only an extension may come, which begins with a semicolon.
        return digits > 0 && (digits == line.Length || line[digits] == ';') && !line.ContainsAny(HeaderNames.Controls);
    }
}
