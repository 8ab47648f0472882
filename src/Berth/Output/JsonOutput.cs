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

    private static readonly JsonSerializerOptions OneLine = new(Options) { WriteIndented = false };

    internal static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    internal static void Write<T>(T value) => Console.WriteLine(Text(value));

    /// <summary>For a program that waits for one line of another.</summary>
    internal static void WriteLine<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value, OneLine));
}
