namespace Berth.Records.Formats.Continuum;

/// <summary>One key of a section: its name in lower case, its value, where both stand, and whether it comes from the section DEFAULT.</summary>
internal sealed record IniEntry(string Key, string Value, int Line, int Column, int ValueColumn, bool Inherited = false);

/// <summary>One section in the order of the file.</summary>
internal sealed record IniSection(string Name, int Line, List<IniEntry> Entries)
{
    internal IniEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
}
