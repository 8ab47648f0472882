using Berth.Model.Files;

namespace Berth.Records.Formats.Continuum;

/// <summary>
/// Reads the ini dialect of Python's configparser with its default options (https://docs.python.org/3/library/configparser.html): comments only on
/// lines of their own, <c>=</c> or <c>:</c>, keys in any case, deeper indented lines continue a value, <c>%(key)s</c> refers to another key,
/// no section and no key twice, and a section DEFAULT whose keys all sections have.
/// </summary>
internal sealed class IniReader(List<Diagnostic> errors)
{
    private const string Default = "DEFAULT";

    private readonly List<IniSection> _sections = [];
    private IniSection? _section;
    private bool _skipping, _continues;
    private int _indent;

    internal static IReadOnlyList<IniSection> Read(string text, List<Diagnostic> errors)
    {
        var reader = new IniReader(errors);
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
            reader.Line(line.ToString(), ++number);
        return reader.Finish();
    }

    private void Line(string line, int number)
    {
        var content = line.Trim();
        if (content.Length == 0 || content[0] is '#' or ';')
            return;
        var indent = line.Length - line.TrimStart().Length;
        if (_continues && indent > _indent)
        {
            Continue(content);
            return;
        }
        _indent = indent;
        _continues = false;
        if (content[0] == '[' && content.LastIndexOf(']') is var close and > 1)
            Open(content[1..close], number, indent + 1);
        else if (!_skipping)
            Entry(content, number, indent + 1);
    }

    private void Open(string name, int line, int column)
    {
        var earlier = _sections.FirstOrDefault(section => section.Name == name);
        _skipping = earlier is not null;
        if (earlier is not null)
            errors.Add(new(line, column, $"the section [{name}] is there twice, first in line {earlier.Line}", "join the two"));
        else
            _sections.Add(_section = new(name, line, []));
    }

    private void Entry(string content, int line, int column)
    {
        var split = content.AsSpan().IndexOfAny('=', ':');
        if (_section is null)
        {
            errors.Add(new(line, column, $"'{Short(content)}' stands before the first section", "begin with [infrastructure]"));
            _skipping = true;
        }
        else if (split < 0)
            errors.Add(new(line, column, $"'{Short(content)}' is neither a section, a key with its value, nor a comment", "write key = value"));
        else if (split == 0)
            errors.Add(new(line, column, "a value without a key", "write key = value"));
        else
        {
            var key = content[..split].TrimEnd().ToLowerInvariant();
            var value = content[(split + 1)..].TrimStart();
            if (_section.Find(key) is { } first)
                errors.Add(new(line, column, $"the key '{Short(key)}' is there twice, first in line {first.Line}", "keep one"));
            else
                _section.Entries.Add(new(key, value, line, column, column + content.Length - value.Length));
            _continues = true;
        }
    }

    private void Continue(string content)
    {
        if (_skipping || _section is not { Entries: [.., var last] entries })
            return;
        entries[^1] = last with { Value = last.Value + "\n" + content };
    }

    private List<IniSection> Finish()
    {
        var defaults = _sections.FirstOrDefault(section => section.Name == Default);
        if (defaults is not null)
            foreach (var section in _sections)
                foreach (var entry in defaults.Entries)
                    if (section != defaults && section.Find(entry.Key) is null)
                        section.Entries.Add(entry with { Inherited = true });
        var sections = _sections.Where(section => section != defaults).ToList();
        return [.. sections.Select(section => section with { Entries = [.. section.Entries.Select(entry => Expand(section, entry))] })];
    }

    private IniEntry Expand(IniSection section, IniEntry entry) =>
        IniReferences.Expand(section, entry.Value) is { } value ? entry with { Value = value } : Wrong(entry);

    private IniEntry Wrong(IniEntry entry)
    {
        errors.Add(new(entry.Line, entry.ValueColumn, $"'{Short(entry.Value)}' has a '%' that refers to no key", "write %% for a percent sign"));
        return entry;
    }

    internal static string Short(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter)).Trim();
        return line.Length <= 60 ? line : line[..57] + "...";
    }
}
