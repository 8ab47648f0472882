using System.Text.Json;

namespace Berth.Learning.Performance.Data;

/// <summary>Parameters of a function as numbers: numbers as they are, true and false as 1 and 0, a text as <c>name=text</c> with 1, null as missing; objects are flattened with dots.</summary>
public static class ParameterJson
{
    private const int Deepest = 8;

    /// <summary>The numbers of a JSON object.</summary>
    /// <exception cref="FormatException">It is no JSON object, a number is not finite, or it holds a list.</exception>
    public static IReadOnlyDictionary<string, double> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(string.IsNullOrWhiteSpace(json) ? "{}" : json);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the parameters are not JSON: {exception.Message}");
        }
    }

    /// <summary>The numbers of a JSON object.</summary>
    /// <exception cref="FormatException">It is no object, a number is not finite, or it holds a list.</exception>
    public static IReadOnlyDictionary<string, double> Read(JsonElement element)
    {
        var numbers = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException($"the parameters are {Kind(element)}, not an object of names and values");
        Add(element, "", numbers, 0);
        return numbers;
    }

    private static void Add(JsonElement element, string prefix, SortedDictionary<string, double> numbers, int depth)
    {
        if (depth > Deepest)
            throw new FormatException($"the parameters are nested more than {Deepest} deep");
        foreach (var property in element.EnumerateObject())
        {
            var name = prefix + property.Name;
            switch (property.Value.ValueKind)
            {
                case JsonValueKind.Number:
                    numbers[name] = property.Value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw new FormatException($"parameter '{name}' is {property.Value.GetRawText()}, which is no finite number");
                    break;
                case JsonValueKind.True or JsonValueKind.False:
                    numbers[name] = property.Value.GetBoolean() ? 1 : 0;
                    break;
                case JsonValueKind.String:
                    numbers[$"{name}={property.Value.GetString()}"] = 1;
                    break;
                case JsonValueKind.Object:
                    Add(property.Value, name + ".", numbers, depth + 1);
                    break;
                case JsonValueKind.Array:
                    throw new FormatException($"parameter '{name}' is a list; a number, a text or true or false is expected");
            }
        }
    }

    private static string Kind(JsonElement element) => element.ValueKind.ToString().ToLowerInvariant();
}
