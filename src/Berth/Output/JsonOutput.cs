using System.Text.Encodings.Web;
using System.Text.Json;

namespace Berth.Output;

/// <summary>Prints the JSON of <c>--json</c>: camelCase, units in the names, null for what is unknown or infinite.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    internal static void Write<T>(T value) => Console.WriteLine(Text(value));
}
