namespace Berth.Records.Formats.Delimited;

/// <summary>Names that must differ, and where each stands.</summary>
internal sealed class Names(RowReader rows)
{
    private readonly Dictionary<string, int> _lines = [];

    internal string Take(ReadOnlySpan<char> text)
    {
        var name = text.ToString();
        if (name.Length is 0 or > 253)
            throw rows.Error(name.Length == 0 ? "the name is missing" : "the name is longer than 253 characters", "give a short name of its own");
        if (name.Any(char.IsControl))
            throw rows.Error($"the name {Mistake.Quote(name)} has letters that cannot be shown", "give a name that can be printed");
        if (!_lines.TryAdd(name, rows.Line))
            throw rows.Error($"the name {Mistake.Quote(name)} is there already, in line {_lines[name]}", "names must differ");
        return name;
    }
}
