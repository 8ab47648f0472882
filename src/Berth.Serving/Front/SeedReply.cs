using System.Buffers;
using System.Text.Json;

namespace Berth.Serving.Front;

/// <summary>Gives the answer of a replica the form that clients of <c>/add_to_queue</c> expect: <c>{"prediction": "LABEL: 97.1%", "queue_size": 3}</c>.</summary>
internal static class SeedReply
{
    internal static byte[] Translate(int status, ReadOnlySpan<byte> body, int queued)
    {
        var (prediction, label, error, confidence) = Read(body);
        var output = new ArrayBufferWriter<byte>(128);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        if (status == 200 && (prediction ?? label) is { } text)
            writer.WriteString("prediction", prediction is null && confidence is { } part ? $"{text}: {part:0.0%}" : text);
        else
            writer.WriteString("error", error ?? $"the replica answered with status {status}");
        writer.WriteNumber("queue_size", queued);
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static (string? Prediction, string? Label, string? Error, double? Confidence) Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var reply = JsonElement.ParseValue(ref reader);
            return reply.ValueKind == JsonValueKind.Object
                ? (Text(reply, "prediction"), Text(reply, "label"), Text(reply, "error"),
                    reply.TryGetProperty("confidence", out var part) && part.ValueKind == JsonValueKind.Number ? part.GetDouble() : null)
                : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement reply, string name) =>
        reply.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
