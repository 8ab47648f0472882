using System.Text.Json;
using Berth.Learning.Performance.Data;
using Berth.Model.Files;
using Berth.Model.Units;

namespace Berth.Learning.Performance.Serving;

/// <summary>Reads a request: <c>{"function": "pi", "size": "medium", "parameters": {"num_samples": 1000000}}</c>; instead of a size <c>cores</c>, <c>memory</c> (bytes, or a text such as 1Gi) and <c>speed</c>.</summary>
public static class RequestJson
{
    private static readonly string[] Names = ["function", "size", "cores", "memory", "speed", "parameters", "neighbours", "initial"];

    /// <summary>Reads a request for a model.</summary>
    /// <exception cref="FormatException">It is no JSON, or of another form.</exception>
    /// <exception cref="ArgumentException">The model knows no such size.</exception>
    public static PredictionRequest Read(ReadOnlyMemory<byte> json, PerformanceModel model)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, model);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the request is no JSON: what stands in line {exception.LineNumber + 1} at byte {exception.BytePositionInLine + 1} does not belong there");
        }
    }

    private static PredictionRequest Read(JsonElement root, PerformanceModel model)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException("the request is no JSON object");
        foreach (var property in root.EnumerateObject())
            if (!Names.Contains(property.Name))
                throw new FormatException($"'{property.Name}' is unknown: {Spelling.Suggest(property.Name, Names)}");
        var size = root.TryGetProperty("size", out var name) ? model.SizeOf(Text(name, "size")) : null;
        var memory = root.TryGetProperty("memory", out var bytes) ? Memory(bytes) : size?.MemoryBytes;
        return new(
            root.TryGetProperty("function", out var function) ? Text(function, "function") : throw new FormatException("'function' is missing"),
            root.TryGetProperty("parameters", out var parameters) ? ParameterJson.Read(parameters) : new Dictionary<string, double>(),
            Number(root, "cores") ?? size?.Cores ?? throw new FormatException("'size', or 'cores' and 'memory', are missing"),
            memory ?? throw new FormatException("'memory' is missing"),
            Number(root, "speed") ?? size?.Speed ?? 1, Number(root, "neighbours") ?? 0,
            root.TryGetProperty("initial", out var initial) ? ParameterJson.Read(initial) : null);
    }

    private static string Text(JsonElement element, string name) => element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new FormatException($"'{name}' is {element.GetRawText()}, not a text");

    private static double? Number(JsonElement root, string name) => !root.TryGetProperty(name, out var element) ? null
        : element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) ? value : throw new FormatException($"'{name}' is {element.GetRawText()}, not a number");

    private static double Memory(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var bytes))
            return bytes;
        return element.ValueKind == JsonValueKind.String && Berth.Model.Units.Memory.TryParse(element.GetString()!, out var memory) ? memory.Bytes
            : throw new FormatException($"'memory' is {element.GetRawText()}, neither bytes nor {Berth.Model.Units.Memory.Expected}");
    }
}
