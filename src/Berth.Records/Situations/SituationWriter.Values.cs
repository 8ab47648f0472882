using System.Text.Json;

namespace Berth.Records.Situations;

/// <content>Values that many parts of a document have.</content>
public static partial class SituationWriter
{
    private static string SetName(int set) => $"set-{set + 1}";

    private static void Head(Utf8JsonWriter json, string policy, IReadOnlyDictionary<string, double> options, long now)
    {
        if (policy.Length > 0)
            json.WriteString("policy", policy);
        if (options.Count > 0)
        {
            json.WriteStartObject("options");
            foreach (var (name, value) in options.OrderBy(option => option.Key, StringComparer.Ordinal))
                json.WriteNumber(name, value);
            json.WriteEndObject();
        }
        Moment(json, "nowSeconds", now);
    }

    /// <summary>Nanoseconds as seconds with all their digits; never is left out.</summary>
    private static void Moment(Utf8JsonWriter json, string name, long moment)
    {
        if (moment != long.MaxValue)
            json.WriteNumber(name, moment / 1_000_000_000m);
    }

    private static void Number(Utf8JsonWriter json, string name, double value, double byDefault)
    {
        if (value != byDefault)
            json.WriteNumber(name, value);
    }

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
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
