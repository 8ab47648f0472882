using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Berth.Learning.Performance.Data;
using Berth.Records;

namespace Berth.Learning.Performance.Files;

/// <summary>Reads and writes a model as one JSON file (docs/formats/model-file.md): a head that says what it is, and a body with a checksum over its bytes.</summary>
public static class ModelFile
{
    /// <summary>What the head calls the format.</summary>
    public const string Format = "berth-performance-model";

    /// <summary>Version of the format that is written and read.</summary>
    public const int Version = 1;

    private const int LongestQuote = 160;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The file's text.</summary>
    public static string Text(PerformanceModel model)
    {
        var body = JsonSerializer.Serialize(new ModelBody(model.Card, model.Schema, model.Targets), Options);
        return $"{{\n\"format\":\"{Format}\",\n\"version\":{Version},\n\"features\":\"{model.Schema.Hash}\",\n\"checksum\":\"sha256:{Hash(body)}\",\n\"body\":{body}\n}}\n";
    }

    /// <summary>Writes a file whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Save(PerformanceModel model, string path) => WholeFile.Write(path, Text(model));

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelFileException">It cannot be read, is no model, is damaged, or is of another version; the message says what differs.</exception>
    public static PerformanceModel Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException(path, $"the model cannot be read: {exception.Message}", exception);
        }
        return Parse(bytes, path);
    }

    /// <summary>Reads a model from the bytes of a file.</summary>
    /// <exception cref="ModelFileException">As <see cref="Load"/>.</exception>
    public static PerformanceModel Parse(ReadOnlyMemory<byte> bytes, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var body = Head(document.RootElement, path);
            var read = JsonSerializer.Deserialize<ModelBody>(body, Options) ?? throw new ModelFileException(path, "the body is empty; learn the model again");
            read.Check();
            var stated = document.RootElement.GetProperty("features").GetString();
            if (stated != read.Schema.Hash)
                throw new ModelFileException(path, $"the head says features {stated}, the body has features {read.Schema.Hash} ({string.Join(", ", read.Schema.Features.Select(feature => feature.Name).Take(8))}, …); learn the model again");
            return new(read.Card, read.Schema, read.Targets);
        }
        catch (JsonException exception)
        {
            throw new ModelFileException(path, $"the file is damaged or no model of Berth: {Brief(exception)}; learn the model again", exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or ArgumentException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ModelFileException(path, $"the model is damaged: {exception.Message}; learn it again", exception);
        }
    }

    /// <summary>Throws unless a model asks for the features of another.</summary>
    /// <exception cref="ModelFileException">They differ; the message names the differences.</exception>
    public static void RequireFeatures(PerformanceModel model, FeatureSchema wanted, string path)
    {
        if (model.Schema.Hash == wanted.Hash)
            return;
        var (has, needs) = (model.Schema.Features.Select(feature => feature.Name).ToList(), wanted.Features.Select(feature => feature.Name).ToList());
        var (lacks, more) = (needs.Except(has).ToList(), has.Except(needs).ToList());
        throw new ModelFileException(path, "the model has other features: " + string.Join("; ", new[]
        {
            lacks.Count > 0 ? $"it lacks {string.Join(", ", lacks)}" : "", more.Count > 0 ? $"it also has {string.Join(", ", more)}" : "", lacks.Count + more.Count == 0 ? "their order differs" : "",
        }.Where(part => part.Length > 0)));
    }

    private static string Head(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String || format.GetString() != Format)
            throw new ModelFileException(path, $"this is no model: its \"format\" is not \"{Format}\"; give a file that 'berth learn' wrote");
        if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number))
            throw new ModelFileException(path, "the version of the format is missing; learn the model again");
        if (number != Version)
            throw new ModelFileException(path, $"the format has version {number}, this Berth reads version {Version}; learn the model again, or use the Berth that wrote it");
        foreach (var name in (string[])["checksum", "features"])
            if (!root.TryGetProperty(name, out var text) || text.ValueKind != JsonValueKind.String)
                throw new ModelFileException(path, $"its \"{name}\" is missing; learn the model again");
        if (!root.TryGetProperty("body", out var body) || body.ValueKind != JsonValueKind.Object)
            throw new ModelFileException(path, "its body is missing; learn the model again");
        var raw = body.GetRawText();
        var (stated, actual) = (root.GetProperty("checksum").GetString(), "sha256:" + Hash(raw));
        return stated == actual ? raw : throw new ModelFileException(path, $"the file was changed or damaged: its checksum says {stated}, its body has {actual}; fetch or learn it again");
    }

    /// <summary>What the reader of JSON says, without the part of the file that it quotes.</summary>
    private static string Brief(JsonException exception) =>
        exception.Message.Split('\n')[0] is var first && first.Length <= LongestQuote ? first : first[..LongestQuote] + "…";

    private static string Hash(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
}
