using System.Text;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Prometheus;

/// <summary>Reads a line of the text format from left to right.</summary>
internal ref struct ExpositionCursor(ReadOnlySpan<char> line)
{
    private readonly ReadOnlySpan<char> _line = line;
    private int _at;

    internal readonly bool AtEnd => _at >= _line.Length;

    internal readonly char Peek => _line[_at];

    internal readonly ReadOnlySpan<char> Rest => _line[_at..];

    internal void SkipBlanks()
    {
        while (!AtEnd && Peek is ' ' or '\t')
            _at++;
    }

    internal bool Take(char letter)
    {
        if (AtEnd || Peek != letter)
            return false;
        _at++;
        return true;
    }

    internal void Expect(char letter, string where)
    {
        if (!Take(letter))
            throw new FormatException($"{where} there is {Found()} in the place of '{letter}'");
    }

    internal ReadOnlySpan<char> ReadWord(string what)
    {
        var start = _at;
        while (!AtEnd && Peek is not (' ' or '\t'))
            _at++;
        return _at > start ? _line[start.._at] : throw new FormatException($"{what} is missing");
    }

    /// <summary>Metrics are <c>[a-zA-Z_:][a-zA-Z0-9_:]*</c>, labels the same without colons.</summary>
    internal string ReadName(bool colons, string what)
    {
        var start = _at;
        while (!AtEnd && (char.IsAsciiLetter(Peek) || Peek == '_' || colons && Peek == ':' || _at > start && char.IsAsciiDigit(Peek)))
            _at++;
        return _at > start ? _line[start.._at].ToString() : throw new FormatException($"{Found()} is no name of {what}");
    }

    /// <summary>The rest of a quoted text, its last quote included.</summary>
    internal string ReadQuoted()
    {
        var text = new StringBuilder();
        while (!AtEnd)
        {
            var letter = _line[_at++];
            if (letter == '"')
                return text.ToString();
            // PostgreSQL cannot keep it, and no program means it.
            if (letter == '\0')
                throw new FormatException("a label's value holds a NUL");
            if (letter != '\\')
            {
                text.Append(letter);
                continue;
            }
            if (AtEnd)
                break;
            var escaped = _line[_at++];
            text.Append(escaped switch { '\\' => '\\', '"' => '"', 'n' => '\n', _ => throw new FormatException($"'\\{(char.IsControl(escaped) ? '?' : escaped)}' is no escape: write \\\\, \\\" or \\n") });
        }
        throw new FormatException("a label's value has no end");
    }

    private readonly string Found() => AtEnd ? "the end of the line" : Mistake.Quote(Rest);
}
