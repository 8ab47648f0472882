namespace Berth.Serving.Http;

/// <summary>The head of an HTTP/1 request (RFC 9112), strictly read. An object is used again for the next request.</summary>
internal sealed class RequestHead
{
    /// <summary>Bytes that a head may have.</summary>
    internal const int Longest = 32_768;

    internal HeaderLines Lines { get; } = new();

    /// <summary>Bytes of the head, the empty line included.</summary>
    internal int Length { get; private set; }

    internal int MethodLength { get; private set; }

    internal int TargetStart => MethodLength + 1;

    internal int TargetLength { get; private set; }

    /// <summary>Whether the connection stays open after the answer.</summary>
    internal bool KeepsConnection { get; private set; }

    /// <summary>Reads a head at the beginning of <paramref name="bytes"/>.</summary>
    /// <returns>An error; null when all is well, or when it is not complete (<see cref="Length"/> is 0 then).</returns>
    internal HttpError? Read(ReadOnlySpan<byte> bytes)
    {
        Length = 0;
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0 || end + 4 > Longest)
            return end >= 0 || bytes.Length >= Longest ? new(431, $"the head has more than {Longest} bytes") : Doubt(bytes);
        var head = bytes[..(end + 4)];
        if (RequestLine(head, out var lines, out var minor) is { } wrong)
            return wrong;
        if (Lines.Read(head, lines) is { } error)
            return error;
        if (minor == 1 && Lines.Hosts == 0)
            return new(400, "Host is missing");
        if (minor == 0 && Lines.Chunked)
            return new(400, "HTTP/1.0 knows no Transfer-Encoding");
        KeepsConnection = !Lines.Close && (minor == 1 || Lines.KeepAlive);
        Length = head.Length;
        return null;
    }

    /// <summary>What can never become a head is refused before it is complete.</summary>
    private static HttpError? Doubt(ReadOnlySpan<byte> bytes)
    {
        for (var from = 0; bytes[from..].IndexOf((byte)'\n') is var place && place >= 0; from += place + 1)
            if (from + place == 0 || bytes[from + place - 1] != '\r')
                return new(400, "lines of the head end with carriage return and line feed");
        var token = bytes.IndexOfAnyExcept(HeaderNames.Token);
        return token == 0 || (token > 0 && bytes[token] != ' ') ? new(400, "the request does not begin with a method") : null;
    }

    private HttpError? RequestLine(ReadOnlySpan<byte> head, out int next, out int minor)
    {
        (next, minor) = (0, 1);
        var length = head.IndexOf((byte)'\r');
        var line = head[..length];
        next = length + 2;
        if (head[length + 1] != '\n')
            return new(400, "the request line contains a bare carriage return");
        MethodLength = line.IndexOf((byte)' ');
        if (MethodLength <= 0 || line[..MethodLength].ContainsAnyExcept(HeaderNames.Token))
            return new(400, "the request does not begin with a method");
        var rest = line[(MethodLength + 1)..];
        TargetLength = rest.IndexOf((byte)' ');
        if (TargetLength <= 0 || rest[..TargetLength].ContainsAnyExceptInRange((byte)'!', (byte)'~'))
            return new(400, "the request line has no target");
        var version = rest[(TargetLength + 1)..];
        if (version.Length != 8 || !version.StartsWith("HTTP/"u8) || version[6] != '.')
            return new(400, "the request line does not end with a version of HTTP");
        minor = version[7] - '0';
        return version[5] == '1' && minor is 0 or 1 ? null : new(505, "HTTP/1.0, HTTP/1.1 and HTTP/2 are understood");
    }
}
