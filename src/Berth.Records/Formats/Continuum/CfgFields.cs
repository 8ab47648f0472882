using System.Globalization;
using Berth.Model.Files;

namespace Berth.Records.Formats.Continuum;

/// <summary>Reads the typed keys of one section, collects what is wrong with them, and remembers which keys were asked for.</summary>
internal sealed class CfgFields(IniSection section, List<Diagnostic> errors)
{
    private static readonly Dictionary<string, bool> Flags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["1"] = true, ["yes"] = true, ["true"] = true, ["on"] = true, ["0"] = false, ["no"] = false, ["false"] = false, ["off"] = false,
    };

    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys of the section itself that nobody asked for.</summary>
    internal IEnumerable<IniEntry> Others => section.Entries.Where(entry => !entry.Inherited && !_asked.Contains(entry.Key));

    internal string[] Keys => [.. _asked];

    internal int Line => section.Line;

    /// <summary>The entry of a key that has a value; an empty value counts as none.</summary>
    internal IniEntry? Find(string key, bool mandatory = false)
    {
        _asked.Add(key);
        var entry = section.Find(key);
        if (entry is { Value.Length: > 0 })
            return entry;
        if (mandatory)
            errors.Add(entry is null
                ? new(section.Line, 1, $"the key '{key}' is missing in [{section.Name}]")
                : new(entry.Line, entry.Column, $"the key '{key}' must have a value"));
        return null;
    }

    internal int? Integer(string key, int least, int most, bool mandatory = false)
    {
        if (Find(key, mandatory) is not { } entry)
            return null;
        var expected = most == int.MaxValue ? $"a whole number of at least {least}" : $"a whole number from {least} to {most}";
        if (int.TryParse(entry.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Wrong(entry, expected);
        return null;
    }

    internal double? Number(string key, double least, double most, bool mandatory = false, double? sentinel = null)
    {
        if (Find(key, mandatory) is not { } entry)
            return null;
        var read = double.TryParse(entry.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (read && number == sentinel)
            return null;
        if (read && number >= least && number <= most)
            return number;
        Wrong(entry, $"a number from {least} to {most}");
        return null;
    }

    internal bool Flag(string key)
    {
        if (Find(key) is not { } entry)
            return false;
        if (!Flags.TryGetValue(entry.Value, out var value))
            Wrong(entry, "True or False");
        return value;
    }

    internal string? Word(string key, bool mandatory, params string[] options)
    {
        if (Find(key, mandatory) is not { } entry)
            return null;
        if (options.Contains(entry.Value))
            return entry.Value;
        Wrong(entry, "one of " + string.Join(", ", options), Spelling.Nearest(entry.Value, options) is { } nearest ? $"did you mean '{nearest}'?" : null);
        return null;
    }

    /// <summary>Reports a value that has the right type but cannot be.</summary>
    internal void Error(string key, string message, string? suggestion = null)
    {
        var entry = section.Find(key);
        errors.Add(new(entry?.Line ?? section.Line, entry?.ValueColumn ?? 1, message, suggestion));
    }

    private void Wrong(IniEntry entry, string expected, string? suggestion = null)
    {
        // The framework reads everything after '=' as the value, the reason why its own template cannot be loaded.
        var comment = entry.Value.AsSpan().IndexOfAny('#', ';');
        if (comment > 0)
            suggestion = "a comment needs a line of its own in this format";
        errors.Add(new(entry.Line, entry.ValueColumn, $"'{entry.Key}' is '{IniReader.Short(entry.Value)}', not {expected}", suggestion));
    }
}
