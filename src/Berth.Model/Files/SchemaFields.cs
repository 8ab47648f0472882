using System.Text.Json.Nodes;
using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>Writes the JSON Schema of a section while it is being declared.</summary>
internal sealed class SchemaFields : Fields
{
    private readonly JsonObject _properties = [];
    private readonly List<string> _required = [];

    internal JsonObject ToSchema()
    {
        var schema = new JsonObject { ["type"] = "object", ["properties"] = _properties, ["additionalProperties"] = false };
        if (_required.Count > 0)
            schema["required"] = new JsonArray([.. _required.Select(key => (JsonNode)key)]);
        return schema;
    }

    internal override T Quantity<T>(string key, string doc, T? fallback, Func<T, string?>? check)
    {
        AddScalar(key, doc, QuantitySchema<T>(), fallback is null, fallback?.ToString());
        return fallback ?? default;
    }

    internal override T? OptionalQuantity<T>(string key, string doc, Func<T, string?>? check)
    {
        AddScalar(key, doc, QuantitySchema<T>(), false);
        return null;
    }

    internal override int Integer(string key, string doc, int? fallback, int least, int most)
    {
        AddScalar(key, doc, Range("integer", least, most), fallback is null, fallback);
        return fallback ?? least;
    }

    internal override int? OptionalInteger(string key, string doc, int least, int most)
    {
        AddScalar(key, doc, Range("integer", least, most), false);
        return null;
    }

    internal override double Number(string key, string doc, double? fallback, double least, double most)
    {
        AddScalar(key, doc, Range("number", least, most), fallback is null, fallback);
        return fallback ?? least;
    }

    internal override double? NumberOr(string key, string doc, string word, double least, double most)
    {
        AddScalar(key, doc, new JsonObject { ["anyOf"] = new JsonArray(Range("number", least, most), Words([word])) }, false, word);
        return null;
    }

    internal override string Text(string key, string doc, string? fallback)
    {
        AddScalar(key, doc, new JsonObject { ["type"] = "string" }, fallback is null, fallback);
        return fallback ?? "";
    }

    internal override string? OptionalText(string key, string doc)
    {
        AddScalar(key, doc, new JsonObject { ["type"] = "string" }, false);
        return null;
    }

    internal override T Choice<T>(string key, string doc, IReadOnlyDictionary<string, T> options, T? fallback)
    {
        AddScalar(key, doc, Words(options.Keys), false);
        return fallback ?? default;
    }

    internal override string Word(string key, string doc, IReadOnlyCollection<string> options, string? fallback)
    {
        AddScalar(key, doc, Words(options), fallback is null, string.IsNullOrEmpty(fallback) ? null : fallback);
        return fallback ?? "";
    }

    internal override IReadOnlyList<string> Words(string key, string doc, IReadOnlyCollection<string> options)
    {
        Add(key, doc, new JsonObject { ["type"] = "array", ["items"] = Words(options), ["uniqueItems"] = true }, false);
        return [];
    }

    internal override IReadOnlyList<T> Quantities<T>(string key, string doc, int least)
    {
        Add(key, doc, new JsonObject { ["type"] = "array", ["items"] = QuantitySchema<T>(), ["minItems"] = least }, false);
        return [];
    }

    internal override T? Section<T>(string key, string doc, Func<Fields, T> read, bool mandatory) where T : class
    {
        var inner = new SchemaFields();
        var value = read(inner);
        Add(key, doc, inner.ToSchema(), mandatory);
        return value;
    }

    internal override IReadOnlyList<T> Map<T>(string key, string doc, Func<string, Fields, T> read, bool mandatory)
    {
        var inner = new SchemaFields();
        read("", inner);
        Add(key, doc, new JsonObject { ["type"] = "object", ["additionalProperties"] = inner.ToSchema(), ["minProperties"] = 1 }, mandatory);
        return [];
    }

    internal override IReadOnlyList<T> List<T>(string key, string doc, Func<Fields, T> read)
    {
        var inner = new SchemaFields();
        read(inner);
        Add(key, doc, new JsonObject { ["type"] = "array", ["items"] = inner.ToSchema() }, false);
        return [];
    }

    internal override IReadOnlyList<T> Entries<T>(string key, string doc, Func<string, string, (T? Value, string? Error)> parse) where T : class
    {
        JsonObject Entry() => new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } };
        Add(key, doc, new JsonObject { ["anyOf"] = new JsonArray(Entry(), new JsonObject { ["type"] = "array", ["items"] = Entry() }) }, false);
        return [];
    }

    internal override bool Has(string key) => false;

    internal override void Error(string key, string message, string? suggestion = null)
    {
    }

    /// <summary>A value that may be compared: itself, or a list of values.</summary>
    private void AddScalar(string key, string doc, JsonObject one, bool required, JsonNode? fallback = null)
    {
        var many = new JsonObject { ["type"] = "array", ["items"] = one.DeepClone(), ["minItems"] = 1 };
        var schema = new JsonObject { ["anyOf"] = new JsonArray(one, many) };
        if (fallback is not null)
            schema["default"] = fallback;
        Add(key, doc, schema, required);
    }

    private void Add(string key, string doc, JsonObject schema, bool required)
    {
        schema.Insert(0, "description", doc);
        _properties[key] = schema;
        if (required)
            _required.Add(key);
    }

    private static JsonObject QuantitySchema<T>() where T : struct, IQuantity<T> =>
        new() { ["type"] = new JsonArray("string", "number"), ["description"] = T.Expected, ["pattern"] = T.Pattern };

    private static JsonObject Range(string type, double least, double most) =>
        new() { ["type"] = type, ["minimum"] = least, ["maximum"] = most };

    private static JsonObject Words(IEnumerable<string> options) => new() { ["enum"] = new JsonArray([.. options.Select(option => (JsonNode)option)]) };
}
