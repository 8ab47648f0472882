using System.Text.Json;

namespace Berth.Records.Situations;

/// <content>Values that many parts of a document have.</content>
public static partial class SituationWriter
{
    private static string SetName(int set) => $"set-{set + 1}";

    internal static void Head(Utf8JsonWriter json, string policy, IReadOnlyDictionary<string, double> options, long now)
    {
        if (policy.Length > 0)
            json.WriteString("policy", policy);
        WriteOptions(json, options);
        Moment(json, "nowSeconds", now);
    }

    internal static void WriteOptions(Utf8JsonWriter json, IReadOnlyDictionary<string, double> options)
    {
        if (options.Count == 0)
            return;
        json.WriteStartObject("options");
        foreach (var (name, value) in options.OrderBy(option => option.Key, StringComparer.Ordinal))
            json.WriteNumber(name, value);
        json.WriteEndObject();
    }

    /// <summary>A moment that may not be known.</summary>
    internal static void Moment(Utf8JsonWriter json, string name, long? moment)
    {
        if (moment is { } known)
            Moment(json, name, known);
    }

    /// <summary>Nanoseconds as seconds with all their digits; never is left out.</summary>
    internal static void Moment(Utf8JsonWriter json, string name, long moment)
    {
        if (moment != long.MaxValue)
            json.WriteNumber(name, moment / 1_000_000_000m);
    }

    internal static void Number(Utf8JsonWriter json, string name, double value, double byDefault)
    {
        if (value != byDefault && double.IsFinite(value))
            json.WriteNumber(name, value);
    }

    internal static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    internal static void List<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
