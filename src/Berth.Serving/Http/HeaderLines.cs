using System.Buffers.Text;

namespace Berth.Serving.Http;

/// <summary>
/// The header fields of a message, strictly read: whatever two programs could understand differently is an error (RFC 9112 section 11.2, request
/// smuggling). An object is used again for the next message.
/// </summary>
internal sealed class HeaderLines
{
    private const int MostFields = 128;

    private readonly HeaderField[] _fields = new HeaderField[MostFields];
    private int _count;

    /// <summary>Bytes of the body; -1 when nothing is said.</summary>
    internal long ContentLength { get; private set; }

    /// <summary>Whether the body comes in chunks.</summary>
    internal bool Chunked { get; private set; }

    /// <summary>Whether the connection is to be closed.</summary>
    internal bool Close { get; private set; }

    /// <summary>Whether it is to be kept, which HTTP/1.0 has to say.</summary>
    internal bool KeepAlive { get; private set; }

    /// <summary>Whether the sender waits for "100 Continue".</summary>
    internal bool ExpectsContinue { get; private set; }

    /// <summary>How many times Host was there.</summary>
    internal int Hosts { get; private set; }

    /// <summary>X-Deadline-Ms in milliseconds; -1 when nothing is said.</summary>
    internal long DeadlineMilliseconds { get; private set; }

    /// <summary>Content-Type; its length is 0 without one.</summary>
    internal HeaderField ContentType { get; private set; }

    private bool Nominates { get; set; }

    internal ReadOnlySpan<HeaderField> Fields => _fields.AsSpan(0, _count);

    /// <summary>Reads the lines from <paramref name="start"/> to the empty line that ends <paramref name="head"/>.</summary>
    internal HttpError? Read(ReadOnlySpan<byte> head, int start)
    {
        (_count, ContentLength, Chunked, Close, KeepAlive, ExpectsContinue) = (0, -1, false, false, false, false);
        (Hosts, DeadlineMilliseconds, ContentType, Nominates) = (0, -1, default, false);
        var end = head.Length - 2;
        while (start < end)
        {
            var length = head[start..].IndexOf((byte)'\r');
            if (head[start + length + 1] != '\n')
                return new(400, "a line of the head contains a bare carriage return");
            if (_count == MostFields)
                return new(431, $"the head has more than {MostFields} fields");
            if (Line(head, start, length) is { } error || (error = Mean(head, _fields[_count - 1])) is not null)
                return error;
            start += length + 2;
        }
        return Chunked && ContentLength >= 0 ? new(400, "Content-Length and Transfer-Encoding contradict each other") : null;
    }

    /// <summary>Copies the lines that are meant for the other end of the chain; returns their length.</summary>
    /// <param name="head">The bytes that were read.</param>
    /// <param name="target">At least as long.</param>
    /// <param name="withContentType">Whether the body stays what it is.</param>
    internal int CopyEndToEnd(ReadOnlySpan<byte> head, Span<byte> target, bool withContentType = true)
    {
        var (copied, from, to) = (0, -1, -1);
        foreach (ref readonly var field in Fields)
        {
            if (!Travels(head, field, withContentType))
                continue;
            if (field.Start != to)
            {
                copied += Copy(head, from, to, target[copied..]);
                from = field.Start;
            }
            to = field.End;
        }
        return copied + Copy(head, from, to, target[copied..]);
    }

    private static int Copy(ReadOnlySpan<byte> head, int from, int to, Span<byte> target)
    {
        if (from < 0)
            return 0;
        head[from..to].CopyTo(target);
        return to - from;
    }

    private bool Travels(ReadOnlySpan<byte> head, in HeaderField field, bool withContentType) => field.Kind switch
    {
        HeaderKind.Other => !Nominates || !IsNominated(head, field.Name(head)),
        HeaderKind.ContentType => withContentType,
        HeaderKind.Host or HeaderKind.Deadline => true,
        _ => false,
    };

    private HttpError? Line(ReadOnlySpan<byte> head, int start, int length)
    {
        var line = head.Slice(start, length);
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].ContainsAnyExcept(HeaderNames.Token))
            return new(400, "a line of the head is no header field");
        if (line.ContainsAny(HeaderNames.Controls))
            return new(400, "a header field contains a control character");
        var value = line[(colon + 1)..].Trim(" \t"u8);
        var from = value.IsEmpty ? start + colon + 1 : start + colon + 1 + line[(colon + 1)..].IndexOfAnyExcept((byte)' ', (byte)'\t');
        _fields[_count++] = new(start, colon, from, value.Length, start + length + 2, HeaderNames.KindOf(line[..colon]));
        return null;
    }

    private HttpError? Mean(ReadOnlySpan<byte> head, in HeaderField field)
    {
        if (field.Kind == HeaderKind.Other)
            return null;
        var value = field.Value(head);
        switch (field.Kind)
        {
            case HeaderKind.ContentLength:
                if (ContentLength >= 0 || !Number(value, out var length))
                    return new(400, ContentLength >= 0 ? "there is more than one Content-Length" : "Content-Length is no number");
                ContentLength = length;
                return null;
            case HeaderKind.TransferEncoding:
                if (Chunked || !HeaderNames.Is(value, "chunked"u8))
                    return Chunked ? new(400, "there is more than one Transfer-Encoding") : new(501, "the only Transfer-Encoding that is understood is chunked");
                Chunked = true;
                return null;
            case HeaderKind.Connection:
                Connection(value);
                return null;
            case HeaderKind.Expect:
                ExpectsContinue = HeaderNames.Is(value, "100-continue"u8);
                return ExpectsContinue ? null : new(417, "the only expectation that is understood is 100-continue");
            case HeaderKind.Host:
                return ++Hosts > 1 ? new(400, "there is more than one Host") : null;
            case HeaderKind.Deadline:
                if (!Number(value, out var milliseconds))
                    return new(400, "X-Deadline-Ms is no number of milliseconds");
                DeadlineMilliseconds = milliseconds;
                return null;
            case HeaderKind.ContentType:
                ContentType = field;
                return null;
            default:
                return null;
        }
    }

    private void Connection(ReadOnlySpan<byte> value)
    {
        foreach (var range in value.Split((byte)','))
        {
            var option = value[range].Trim(" \t"u8);
            if (HeaderNames.Is(option, "close"u8))
                Close = true;
            else if (HeaderNames.Is(option, "keep-alive"u8))
                KeepAlive = true;
            else if (!option.IsEmpty)
                Nominates = true;
        }
    }

    private bool IsNominated(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        foreach (ref readonly var field in Fields)
        {
            if (field.Kind != HeaderKind.Connection)
                continue;
            var value = field.Value(head);
            foreach (var range in value.Split((byte)','))
                if (value[range].Trim(" \t"u8) is var option && option.Length == name.Length && System.Text.Ascii.EqualsIgnoreCase(option, name))
                    return true;
        }
        return false;
    }

    private static bool Number(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        return text.Length is > 0 and < 19 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9') && Utf8Parser.TryParse(text, out number, out _);
    }
}
