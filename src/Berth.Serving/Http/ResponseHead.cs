namespace Berth.Serving.Http;

/// <summary>The head of an HTTP/1 response (RFC 9112), strictly read. An object is used again for the next one.</summary>
internal sealed class ResponseHead
{
    internal HeaderLines Lines { get; } = new();

    /// <summary>Bytes of the head, the empty line included; 0 when it is not complete.</summary>
    internal int Length { get; private set; }

    internal int Status { get; private set; }

    /// <summary>Whether the connection may carry the next request.</summary>
    internal bool KeepsConnection { get; private set; }

    /// <summary>Whether a body never follows.</summary>
    internal bool HasNoBody => Status is 204 or 304 or < 200;

    /// <summary>Whether the body ends with the connection.</summary>
    internal bool EndsWithConnection => !HasNoBody && !Lines.Chunked && Lines.ContentLength < 0;

    /// <summary>Reads a head at the beginning of <paramref name="bytes"/>; false when it is no response.</summary>
    internal bool TryRead(ReadOnlySpan<byte> bytes)
    {
        Length = 0;
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return bytes.Length < RequestHead.Longest;
        var head = bytes[..(end + 4)];
        var line = head[..head.IndexOf((byte)'\r')];
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || line[7] is not ((byte)'0' or (byte)'1') || line[8] != ' ' || (line.Length > 12 && line[12] != ' '))
            return false;
        if (line[9..12].ContainsAnyExceptInRange((byte)'0', (byte)'9') || line[9] is < (byte)'1' or > (byte)'5' || head[line.Length + 1] != '\n')
            return false;
        Status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + line[11] - '0';
        if (Lines.Read(head, line.Length + 2) is not null)
            return false;
        KeepsConnection = !Lines.Close && (line[7] == '1' || Lines.KeepAlive);
        Length = head.Length;
        return true;
    }
}
