using System.Text;
using Microsoft.Net.Http.Headers;

namespace Berth.Workloads.Serving;

/// <summary>Finds a field of a multipart form (RFC 7578) in a body that is in memory.</summary>
internal static class MultipartForm
{
    /// <summary>The boundary that a Content-Type names; null when it is that of no form.</summary>
    internal static string? Boundary(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary ? boundary : null;

    /// <summary>Where the content of a field lies; null when there is none of that name, or it has no end.</summary>
    internal static Range? Find(ReadOnlySpan<byte> body, string boundary, string name)
    {
        var delimiter = Encoding.ASCII.GetBytes("\r\n--" + boundary);
        // The first delimiter may stand at the very beginning, without the end of a line before it.
        var at = body.StartsWith(delimiter.AsSpan(2)) ? delimiter.Length - 2 : After(body, delimiter);
        while (at >= 0)
        {
            var fields = body[at..].IndexOf("\r\n\r\n"u8);
            if (fields < 0)
                return null;
            var content = at + fields + 4;
            // An empty content's delimiter begins with the end of the last header's line.
            var end = body[(content - 2)..].IndexOf(delimiter);
            if (end < 0)
                return null;
            if (Names(Encoding.UTF8.GetString(body.Slice(at, fields)), name))
                return content..Math.Max(content, content - 2 + end);
            at = content - 2 + end + delimiter.Length;
        }
        return null;
    }

    private static int After(ReadOnlySpan<byte> body, ReadOnlySpan<byte> delimiter) =>
        body.IndexOf(delimiter) is var found && found < 0 ? -1 : found + delimiter.Length;

    private static bool Names(string fields, string name) => fields.Split("\r\n").Any(line =>
        line.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase)
        && ContentDispositionHeaderValue.TryParse(line["Content-Disposition:".Length..].Trim(), out var disposition)
        && HeaderUtilities.RemoveQuotes(disposition.Name).Equals(name, StringComparison.Ordinal));
}
