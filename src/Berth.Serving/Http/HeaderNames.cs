using System.Buffers;
using System.Text;

namespace Berth.Serving.Http;

/// <summary>Tells header fields by their names.</summary>
internal static class HeaderNames
{
    /// <summary>What a name or a method may consist of: <c>tchar</c> of RFC 9110.</summary>
    internal static readonly SearchValues<byte> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>What no value may contain: controls but the tab.</summary>
    internal static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Where(code => code != '\t').Append(127).Select(code => (byte)code)]);

    internal static HeaderKind KindOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when Is(name, "te"u8) => HeaderKind.HopByHop,
        4 when Is(name, "host"u8) => HeaderKind.Host,
        6 when Is(name, "expect"u8) => HeaderKind.Expect,
        7 when Is(name, "trailer"u8) || Is(name, "upgrade"u8) => HeaderKind.HopByHop,
        10 when Is(name, "connection"u8) => HeaderKind.Connection,
        10 when Is(name, "keep-alive"u8) => HeaderKind.HopByHop,
        12 when Is(name, "content-type"u8) => HeaderKind.ContentType,
        13 when Is(name, "x-deadline-ms"u8) => HeaderKind.Deadline,
        14 when Is(name, "content-length"u8) => HeaderKind.ContentLength,
        14 when Is(name, "http2-settings"u8) => HeaderKind.HopByHop,
        16 when Is(name, "proxy-connection"u8) => HeaderKind.HopByHop,
        17 when Is(name, "transfer-encoding"u8) => HeaderKind.TransferEncoding,
        _ => HeaderKind.Other,
    };

    /// <summary>Whether an ASCII text is the given one, in whatever case.</summary>
    internal static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowercase) => Ascii.EqualsIgnoreCase(text, lowercase);
}
