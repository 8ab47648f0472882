using System.Text.Json;
using Berth.Records.Collection;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.RequestLog;

/// <summary>
/// Reads lines by which programs say that they served a request: one JSON object a line, <c>{"type":"prev_request_history","start_timestamp_ns":N,
/// "end_timestamp_ns":N,"endpoint":"/pi","method":"POST","payload":{…},"status":200}</c>. It may stand behind a level (<c>INFO {…}</c>), behind the prefix that container
/// runtimes write (<c>2026-01-01T00:00:00Z stdout F …</c>), and in the <c>log</c> of the Docker engine's JSON files.
/// </summary>
public static class RequestLogLine
{
    private const string Type = "prev_request_history";
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="pod">Program that wrote it; a <c>pod</c> in the line goes before it.</param>
    /// <returns>The request; null where the line is about something else.</returns>
    /// <exception cref="FormatException">The line is such a record, but a field lacks or cannot be.</exception>
    public static ServedRequest? Read(string line, string pod)
    {
        // Almost all lines of a log are about something else: they are not parsed.
        if (!line.Contains(Type, StringComparison.Ordinal) || line.IndexOf('{', StringComparison.Ordinal) is not (>= 0 and var begin))
            return null;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line.AsMemory(begin), Options);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // It is no JSON, or holds half of a surrogate pair.
            return null;
        }
        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            if (TextOf(root, "type") == Type)
                return Read(root, pod);
            return TextOf(root, "log") is { } inner && inner.Length < line.Length ? Read(inner, pod) : null;
        }
    }

    private static ServedRequest Read(JsonElement root, string pod)
    {
        var (start, end) = (Moment(root, "start_timestamp_ns"), Moment(root, "end_timestamp_ns"));
        if (end < start)
            throw new FormatException($"end_timestamp_ns {end} is before start_timestamp_ns {start}");
        return new(
            TextOf(root, "pod") ?? pod,
            TextOf(root, "endpoint") ?? throw new FormatException("endpoint is missing or no text"),
            TextOf(root, "method") ?? "",
            start,
            end,
            root.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number && status.TryGetInt32(out var number) ? number : null,
            root.TryGetProperty("payload", out var payload) && payload.ValueKind != JsonValueKind.Null ? payload.GetRawText() : "{}");
    }

    private static long Moment(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) ? throw new FormatException($"{name} is missing")
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var moment) && moment >= 0 ? moment
        : throw new FormatException($"{name} is {Mistake.Quote(value.GetRawText())}, not nanoseconds since 1970");

    private static string? TextOf(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            // PostgreSQL cannot keep a NUL, and no program means it.
            return value.GetString() is { } text && !text.Contains('\0') ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is valid JSON, but no text.
            return null;
        }
    }
}
