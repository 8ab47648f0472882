using System.Globalization;
using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>Reads the keys of a mapping, collects every mistake, and reports the keys that nobody asked for.</summary>
internal sealed class FileFields(YamlMap map, string path, Sweep sweep, List<Diagnostic> errors) : Fields
{
    private readonly List<string> _asked = [];

    internal override T Quantity<T>(string key, string doc, T? fallback, Func<T, string?>? check) =>
        OptionalQuantity(key, doc, check) ?? fallback ?? Missing<T>(key, T.Expected);

    internal override T? OptionalQuantity<T>(string key, string doc, Func<T, string?>? check)
    {
        if (Scalar(key, T.Expected) is not { } scalar)
            return null;
        if (!T.TryParse(scalar.Text, out var value))
            Wrong(scalar, $"'{key}' is {scalar.Kind}, not {T.Expected}", Repair<T>(scalar.Text));
        else if (check?.Invoke(value) is { } complaint)
            Wrong(scalar, $"'{key}' is {scalar.Kind}: {complaint}");
        return value;
    }

    internal override int Integer(string key, string doc, int? fallback, int least, int most) =>
        OptionalInteger(key, doc, least, most) ?? fallback ?? Missing<int>(key, $"a whole number from {least} to {most}");

    internal override int? OptionalInteger(string key, string doc, int least, int most)
    {
        var expected = $"a whole number from {least} to {most}";
        if (Scalar(key, expected) is not { } scalar)
            return null;
        if (int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        Wrong(scalar, $"'{key}' is {scalar.Kind}, not {expected}");
        return least;
    }

    internal override double Number(string key, string doc, double? fallback, double least, double most)
    {
        var expected = $"a number from {least} to {most}";
        return Scalar(key, expected) is { } scalar ? ParseNumber(key, scalar, expected, least, most) : fallback ?? Missing<double>(key, expected);
    }

    internal override double? NumberOr(string key, string doc, string word, double least, double most)
    {
        var expected = $"'{word}' or a number from {least} to {most}";
        return Scalar(key, expected) is not { } scalar || scalar.Text == word ? null : ParseNumber(key, scalar, expected, least, most);
    }

    internal override string Text(string key, string doc, string? fallback) =>
        OptionalText(key, doc) ?? fallback ?? Missing(key, "a text") ?? "";

    internal override string? OptionalText(string key, string doc) => Scalar(key, "a text")?.Text;

    internal override T Choice<T>(string key, string doc, IReadOnlyDictionary<string, T> options, T? fallback)
    {
        var word = OptionalWord(key, [.. options.Keys]);
        return word is not null ? options.GetValueOrDefault(word) : fallback ?? Missing<T>(key, "one of " + string.Join(", ", options.Keys));
    }

    internal override string Word(string key, string doc, IReadOnlyCollection<string> options, string? fallback) =>
        OptionalWord(key, options) ?? fallback ?? Missing(key, "one of " + string.Join(", ", options)) ?? "";

    internal override IReadOnlyList<string> Words(string key, string doc, IReadOnlyCollection<string> options)
    {
        var words = new List<string>();
        foreach (var item in Items(key, "a list of " + string.Join(", ", options)))
            if (item is not YamlScalar scalar)
                Wrong(item, $"'{key}' holds {item.Kind}, not a word");
            else if (words.Contains(scalar.Text))
                Wrong(scalar, $"'{key}' has {scalar.Kind} twice");
            else
            {
                // An unknown word stays, so that its absence does not count as a second mistake.
                words.Add(scalar.Text);
                if (!options.Contains(scalar.Text))
                    Wrong(scalar, $"'{key}' has no {scalar.Kind}", Spelling.Suggest(scalar.Text, options));
            }
        return words;
    }

    internal override IReadOnlyList<T> Quantities<T>(string key, string doc, int least)
    {
        var values = new List<T>();
        var items = Items(key, "a list");
        foreach (var item in items)
            if (item is YamlScalar scalar && T.TryParse(scalar.Text, out var value))
                values.Add(value);
            else
                Wrong(item, $"'{key}' holds {item.Kind}, not {T.Expected}");
        if (items.Count < least && Has(key))
            Error(key, $"'{key}' needs at least {least} values");
        return values;
    }

    internal override T? Section<T>(string key, string doc, Func<Fields, T> read, bool mandatory) where T : class
    {
        if (Find(key) is not { } value)
        {
            if (mandatory)
                Missing(key, "a mapping");
            return null;
        }
        return ReadMap(value, key, read);
    }

    internal override IReadOnlyList<T> Map<T>(string key, string doc, Func<string, Fields, T> read, bool mandatory)
    {
        if (Find(key) is not { } value)
        {
            if (mandatory)
                Missing(key, "a mapping of names");
            return [];
        }
        if (value is not YamlMap entries || entries.Entries.Count == 0)
        {
            Wrong(value, $"'{key}' must map at least one name, not {value.Kind}");
            return [];
        }
        var values = new List<T>();
        foreach (var (name, entry) in entries.Entries)
        {
            if (!IsName(name.Text))
                Wrong(name, $"{name.Kind} is not a name", "lower-case letters, digits and '-', at most 40, beginning with a letter");
            if (ReadMap(entry, $"{key}.{name.Text}", fields => read(name.Text, fields)) is { } item)
                values.Add(item);
        }
        return values;
    }

    internal override IReadOnlyList<T> List<T>(string key, string doc, Func<Fields, T> read)
    {
        var values = new List<T>();
        var items = Items(key, "a list");
        for (var index = 0; index < items.Count; index++)
            if (ReadMap(items[index], $"{key}[{index}]", read) is { } item)
                values.Add(item);
        return values;
    }

    internal override IReadOnlyList<T> Entries<T>(string key, string doc, Func<string, string, (T? Value, string? Error)> parse) where T : class
    {
        var values = new List<T>();
        var entries = Find(key) switch
        {
            null => [],
            YamlMap one => one.Entries,
            YamlList list => [.. list.Items.SelectMany(item => item is YamlMap each ? each.Entries : Complain(key, item))],
            var other => Complain(key, other),
        };
        foreach (var (name, value) in entries)
        {
            var (parsed, error) = value is YamlScalar scalar ? parse(name.Text, scalar.Text) : (null, $"'{name.Text}' holds {value.Kind}, not a text");
            if (parsed is not null)
                values.Add(parsed);
            else
                Wrong(name, error!);
        }
        return values;
    }

    internal override bool Has(string key) => map.Entries.Any(entry => entry.Key.Text == key);

    internal override void Error(string key, string message, string? suggestion = null) =>
        Wrong(map.Entries.FirstOrDefault(entry => entry.Key.Text == key).Value ?? map, message, suggestion);

    private void ReportUnknownKeys()
    {
        foreach (var (key, _) in map.Entries)
            if (!_asked.Contains(key.Text))
                Wrong(key, $"there is no key {key.Kind} here", Spelling.Suggest(key.Text, _asked));
    }

    private T? ReadMap<T>(YamlTree value, string key, Func<Fields, T> read) where T : class
    {
        if (value is not YamlMap inner)
        {
            Wrong(value, $"'{key}' is {value.Kind}, not a mapping");
            return null;
        }
        var fields = new FileFields(inner, path.Length == 0 ? key : $"{path}.{key}", sweep, errors);
        var result = read(fields);
        fields.ReportUnknownKeys();
        return result;
    }

    /// <summary>Reads the mapping at the top of a file.</summary>
    internal static T ReadRoot<T>(YamlMap map, Sweep sweep, List<Diagnostic> errors, Func<Fields, T> read)
    {
        var fields = new FileFields(map, "", sweep, errors);
        var result = read(fields);
        fields.ReportUnknownKeys();
        return result;
    }

    private YamlTree? Find(string key)
    {
        _asked.Add(key);
        return map.Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;
    }

    private YamlScalar? Scalar(string key, string expected)
    {
        var value = Find(key);
        if (value is YamlList { Items.Count: > 0 } list)
        {
            if (list.Items.FirstOrDefault(item => item is not YamlScalar) is { } odd)
            {
                Wrong(odd, $"'{key}' holds {odd.Kind}, not {expected}");
                return null;
            }
            value = sweep.Choose(list, path.Length == 0 ? key : $"{path}.{key}");
        }
        if (value is null or YamlScalar { Text.Length: > 0 })
            return (YamlScalar?)value;
        Wrong(value, $"'{key}' is {value.Kind}, not {expected}");
        return null;
    }

    private string? OptionalWord(string key, IReadOnlyCollection<string> options)
    {
        if (Scalar(key, "one of " + string.Join(", ", options)) is not { } scalar)
            return null;
        if (!options.Contains(scalar.Text))
            Wrong(scalar, $"'{key}' has no {scalar.Kind}", Spelling.Suggest(scalar.Text, options));
        return scalar.Text;
    }

    private IReadOnlyList<YamlTree> Items(string key, string expected)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlList list:
                return list.Items;
            case var other:
                Wrong(other, $"'{key}' is {other.Kind}, not {expected}", "write it in brackets: [a, b]");
                return [];
        }
    }

    private IReadOnlyList<(YamlScalar, YamlTree)> Complain(string key, YamlTree value)
    {
        Wrong(value, $"'{key}' holds {value.Kind}, not entries such as 'at 20s: down'");
        return [];
    }

    private double ParseNumber(string key, YamlScalar scalar, string expected, double least, double most)
    {
        if (double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        Wrong(scalar, $"'{key}' is {scalar.Kind}, not {expected}");
        return least;
    }

    private static string? Repair<T>(string text) where T : struct, IQuantity<T>
    {
        var compact = text.Replace(",", ".", StringComparison.Ordinal).Replace("mbit", "Mbit", StringComparison.OrdinalIgnoreCase)
            .Replace("gbit", "Gbit", StringComparison.OrdinalIgnoreCase);
        string[] attempts = [compact, compact + "/s", compact + "s", compact + "W", compact + "bit/s", compact.ToUpperInvariant(), compact.ToLowerInvariant()];
        foreach (var attempt in attempts)
            if (double.TryParse(text, CultureInfo.InvariantCulture, out _) ? false : T.TryParse(attempt, out _))
                return $"did you mean '{attempt}'?";
        return double.TryParse(text, CultureInfo.InvariantCulture, out _) ? "the unit is missing" : null;
    }

    private T Missing<T>(string key, string expected) where T : struct
    {
        if (!Has(key))
            Missing(key, expected);
        return default;
    }

    private string? Missing(string key, string expected)
    {
        if (!Has(key))
            Wrong(map, $"the key '{key}' is missing{(path.Length == 0 ? "" : $" in {path}")}", "expected: " + expected);
        return null;
    }

    private void Wrong(YamlTree place, string message, string? suggestion = null) =>
        errors.Add(new(place.Line, place.Column, message, suggestion));

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 40 && char.IsAsciiLetterLower(text[0]) &&
        text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
