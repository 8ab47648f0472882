namespace Berth.Serving.Http;

/// <summary>The header fields that mean something to a dispatcher (RFC 9110, RFC 9112); all others travel unread.</summary>
internal enum HeaderKind
{
    /// <summary>Of no meaning here.</summary>
    Other,

    /// <summary>Host.</summary>
    Host,

    /// <summary>Content-Length.</summary>
    ContentLength,

    /// <summary>Transfer-Encoding.</summary>
    TransferEncoding,

    /// <summary>Connection.</summary>
    Connection,

    /// <summary>Content-Type.</summary>
    ContentType,

    /// <summary>Expect.</summary>
    Expect,

    /// <summary>X-Deadline-Ms.</summary>
    Deadline,

    /// <summary>Of one connection only: Keep-Alive, Proxy-Connection, TE, Trailer, Upgrade, HTTP2-Settings.</summary>
    HopByHop,
}
