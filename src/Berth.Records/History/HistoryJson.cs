using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Berth.Records.Timelines;

namespace Berth.Records.History;

/// <summary>Writes endpoints and history as JSON (docs/formats/history.md).</summary>
public static class HistoryJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>GET /endpoints</c>: an array of label sets.</summary>
    public static void WriteEndpoints(IBufferWriter<byte> output, IEnumerable<IReadOnlyDictionary<string, string>> endpoints)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartArray();
        foreach (var endpoint in endpoints)
        {
            json.WriteStartObject();
            foreach (var (label, value) in endpoint)
                json.WriteString(label, value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Writes <c>GET /history</c>: an array of requests.</summary>
    public static void Write(IBufferWriter<byte> output, IEnumerable<HistoryEntry> entries, GapValue gap = GapValue.Null, HistoryExtras extras = HistoryExtras.None)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartArray();
        foreach (var entry in entries)
            Write(json, entry, gap, extras);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, HistoryEntry entry, GapValue gap, HistoryExtras extras)
    {
        var request = entry.Request.Request;
        var states = gap == GapValue.Omit ? [.. entry.States.Where(state => state.Points.All(point => double.IsFinite(point.Known)))] : entry.States;
        json.WriteStartObject();
        json.WriteString("pod", request.Pod);
        json.WriteString("ip", entry.Request.Ip);
        json.WriteNumber("exec_duration_ns", request.End - request.Start);
        json.WritePropertyName("input");
        json.WriteRawValue(request.Payload);
        json.WriteString("function", request.Function);
        WriteEach(json, "states", states, state => WriteList(json, state.Points, point => Number(json, gap == GapValue.Keep ? point.Value : point.Known)));
        if (extras.HasFlag(HistoryExtras.Times))
        {
            json.WriteNumber("start_ns", request.Start);
            json.WriteNumber("end_ns", request.End);
            json.WriteString("method", request.Method);
            if (request.Status is { } status)
                json.WriteNumber("status", status);
            else
                json.WriteNull("status");
        }
        if (extras.HasFlag(HistoryExtras.Deltas))
            WriteEach(json, "deltas", states, state => Number(json, state.Delta));
        if (extras.HasFlag(HistoryExtras.Ages))
            WriteEach(json, "ages_ns", states, state => WriteList(json, state.Points, point => Whole(json, point.Age)));
        if (extras.HasFlag(HistoryExtras.Gaps))
        {
            WriteEach(json, "stale", states, state => WriteList(json, state.Points, point => json.WriteBooleanValue(point.Age is null || point.Stale)));
            WriteEach(json, "gaps", states, state => json.WriteNumberValue(state.Gaps));
            WriteEach(json, "samples", states, state => json.WriteNumberValue(state.Samples));
        }
        json.WriteEndObject();
    }

    private static void WriteEach(Utf8JsonWriter json, string name, IEnumerable<HistoryState> states, Action<HistoryState> write)
    {
        json.WriteStartObject(name);
        foreach (var state in states)
        {
            json.WritePropertyName(state.Name);
            write(state);
        }
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, IReadOnlyList<AsOf> points, Action<AsOf> write)
    {
        json.WriteStartArray();
        foreach (var point in points)
            write(point);
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, double value)
    {
        // JSON has no word for what is not finite.
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteNullValue();
    }

    private static void Whole(Utf8JsonWriter json, long? value)
    {
        if (value is { } number)
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }
}
