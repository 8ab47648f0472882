using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Berth.Model.Files;

namespace Berth.Records.Situations;

/// <summary>Reads the fields of one JSON object strictly: what is missing, unknown or of the wrong kind is noted with its path, and reading goes on with a stand-in.</summary>
internal sealed class JsonFields
{
    private readonly JsonElement _element;
    private readonly string _path;
    private readonly List<string> _errors;
    private readonly List<string> _known = [];

    internal JsonFields(JsonElement element, string path, List<string> errors)
    {
        (_element, _path, _errors) = (element, path, errors);
        if (element.ValueKind != JsonValueKind.Object)
            errors.Add($"{path} is {Show(element)}, not an object");
    }

    internal string PathOf(string name) => $"{_path}.{name}";

    internal void Error(string name, string problem) => _errors.Add($"{PathOf(name)} {problem}");

    /// <summary>Names of all that the object holds.</summary>
    internal IReadOnlyList<string> Names => _element.ValueKind == JsonValueKind.Object ? [.. _element.EnumerateObject().Select(entry => entry.Name)] : [];

    /// <summary>A field that is there, as JSON without comments.</summary>
    internal ReadOnlyMemory<byte> Raw(string name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            Find(name)!.Value.WriteTo(json);
        return buffer.WrittenMemory;
    }

    /// <summary>Admits a field without reading it.</summary>
    internal void Skip(string name) => Find(name);

    internal bool Has(string name) => Find(name) is not null;

    internal string Text(string name, string? fallback = null)
    {
        if (Find(name) is not { } value)
            return Lack(name, fallback, "");
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : Wrong(name, value, "text", "");
    }

    internal bool Flag(string name, bool fallback)
    {
        if (Find(name) is not { } value)
            return fallback;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : Wrong(name, value, "true or false", fallback);
    }

    internal double Number(string name, double least, double most, double? fallback = null)
    {
        if (Find(name) is not { } value)
            return Lack(name, fallback, least);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most
            ? number : Wrong(name, value, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), least);
    }

    internal int Whole(string name, int least, int most, int? fallback = null)
    {
        var number = Number(name, least, most, fallback);
        return number == Math.Truncate(number) ? (int)number : Wrong(name, Find(name)!.Value, "a whole number", least);
    }

    /// <summary>A number, or null when it is not given.</summary>
    internal double? NumberOrNull(string name, double least, double most) => Has(name) ? Number(name, least, most) : null;

    internal int? WholeOrNull(string name, int least, int most) => Has(name) ? Whole(name, least, most) : null;

    internal bool? FlagOrNull(string name) => Has(name) ? Flag(name, false) : null;

    /// <summary>A moment, or null when it is not given.</summary>
    internal long? MomentOrNull(string name) => Has(name) ? Moment(name) : null;

    /// <summary>A whole number beyond those of <see cref="Whole"/>, up to what a number of JSON holds exactly.</summary>
    internal long Count(string name, long least, long? fallback = null)
    {
        var number = Number(name, least, 1L << 53, fallback);
        return number == Math.Truncate(number) ? (long)number : Wrong(name, Find(name)!.Value, "a whole number", least);
    }

    /// <summary>A number, or a quantity of Kubernetes as text, such as <c>250m</c> or <c>1Gi</c>.</summary>
    internal double Quantity(string name, double least, double most, double? fallback = null)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.String } value)
            return Number(name, least, most, fallback);
        return QuantityValue.Parse(value.GetString()!) is { } number && number >= least && number <= most
            ? number : Wrong(name, value, string.Create(CultureInfo.InvariantCulture, $"a quantity from {least} to {most}, such as 250m or 1Gi"), least);
    }

    /// <summary>One of some words; the first where it is none of them, and where it is not given if that is no error.</summary>
    internal T Choice<T>(string name, bool required = true) where T : struct, Enum
    {
        if (!required && !Has(name))
            return default;
        var text = Text(name);
        if (Enum.GetNames<T>().Contains(text))
            return Enum.Parse<T>(text);
        if (Find(name) is { ValueKind: JsonValueKind.String } value)
            Wrong(name, value, string.Join(" or ", Enum.GetNames<T>()), default(T));
        return default;
    }

    /// <summary>Whole thousandths.</summary>
    internal double Milli(string name, double most, double? fallback = null)
    {
        var milli = Number(name, 0, most, fallback) * 1000;
        return Math.Abs(milli - Math.Round(milli)) <= 1e-6 ? Math.Round(milli) : Wrong(name, Find(name)!.Value, "a number of whole thousandths", 0);
    }

    internal double Bytes(string name, double? fallback = null)
    {
        var bytes = Number(name, 0, 1L << 53, fallback);
        return bytes == Math.Truncate(bytes) ? bytes : Wrong(name, Find(name)!.Value, "a whole number of bytes", 0);
    }

    /// <summary>Seconds as nanoseconds, exactly.</summary>
    internal long Moment(string name, long? fallback = null)
    {
        if (Find(name) is not { } value)
            return Lack(name, fallback, 0);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var seconds) && Math.Abs(seconds) <= 9_000_000_000m
            ? (long)Math.Round(seconds * 1_000_000_000m) : Wrong(name, value, "a number of seconds from -9e9 to 9e9", 0);
    }

    /// <summary>A moment, or never when it is not given.</summary>
    internal long MomentOrNever(string name) => Moment(name, long.MaxValue);

    internal T? Object<T>(string name, Func<JsonFields, T> read) where T : class
    {
        if (Find(name) is not { } value)
            return null;
        var fields = new JsonFields(value, PathOf(name), _errors);
        var result = read(fields);
        fields.Finish();
        return result;
    }

    /// <summary>A list of objects; one that is not given is empty unless it is required.</summary>
    internal List<T> Objects<T>(string name, Func<JsonFields, T> read, bool required = false) => List(name, required, (value, path) =>
    {
        var fields = new JsonFields(value, path, _errors);
        var result = read(fields);
        fields.Finish();
        return result;
    });

    internal List<double> Numbers(string name, double least, double most) => List(name, false, (value, path) =>
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most)
            return number;
        _errors.Add(string.Create(CultureInfo.InvariantCulture, $"{path} is {Show(value)}, not a number from {least} to {most}"));
        return least;
    });

    internal List<string> Texts(string name) => List(name, false, TextOf);

    internal List<List<string>> ListsOfTexts(string name) => List(name, false, (value, path) => Elements(value, path, TextOf));

    /// <summary>The entries of an object whose names are free.</summary>
    internal IEnumerable<(string Name, JsonElement Value)> Entries(string name)
    {
        if (Find(name) is not { } value)
            return [];
        return value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(entry => (entry.Name, entry.Value)) : Wrong<IEnumerable<(string, JsonElement)>>(name, value, "an object", []);
    }

    /// <summary>An entry of <see cref="Entries"/> as an object.</summary>
    internal T Entry<T>(string name, string entry, JsonElement value, Func<JsonFields, T> read)
    {
        var fields = new JsonFields(value, $"{PathOf(name)}.{entry}", _errors);
        var result = read(fields);
        fields.Finish();
        return result;
    }

    /// <summary>Notes what nobody asked for.</summary>
    internal void Finish()
    {
        if (_element.ValueKind == JsonValueKind.Object)
            foreach (var entry in _element.EnumerateObject())
                if (!_known.Contains(entry.Name))
                    _errors.Add($"{_path}.{entry.Name} is unknown; {Spelling.Suggest(entry.Name, _known)}");
    }

    private JsonElement? Find(string name)
    {
        if (!_known.Contains(name))
            _known.Add(name);
        return _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private List<T> List<T>(string name, bool required, Func<JsonElement, string, T> read)
    {
        if (Find(name) is { } value)
            return Elements(value, PathOf(name), read);
        return required ? Lack(name, null, new List<T>()) : [];
    }

    private List<T> Elements<T>(JsonElement value, string path, Func<JsonElement, string, T> read)
    {
        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray().Select((element, at) => read(element, $"{path}[{at}]"))];
        _errors.Add($"{path} is {Show(value)}, not a list");
        return [];
    }

    private string TextOf(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!;
        _errors.Add($"{path} is {Show(value)}, not text");
        return "";
    }

    private T Lack<T>(string name, T? fallback, T standIn) where T : class => fallback ?? Lacking(name, standIn);

    private T Lack<T>(string name, T? fallback, T standIn) where T : struct => fallback ?? Lacking(name, standIn);

    private T Lacking<T>(string name, T standIn)
    {
        if (_element.ValueKind == JsonValueKind.Object)
            Error(name, "is missing");
        return standIn;
    }

    private T Wrong<T>(string name, JsonElement value, string wanted, T standIn)
    {
        Error(name, $"is {Show(value)}, not {wanted}");
        return standIn;
    }

    private static string Show(JsonElement value) => value.GetRawText() is { Length: <= 40 } text ? text : value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => value.GetRawText()[..37] + "...",
    };
}
