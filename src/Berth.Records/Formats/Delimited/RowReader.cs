using System.Globalization;

namespace Berth.Records.Formats.Delimited;

/// <summary>The rows of a file of separated values (RFC 4180 without line ends in quotes); blank lines are passed over.</summary>
internal sealed class RowReader(string path, char separator = ',') : IDisposable
{
    private readonly LineReader _lines = new(path);
    private readonly List<(int Start, int Length)> _fields = [];
    private bool _again;

    internal int Line => _lines.Number;

    internal int Count => _fields.Count;

    /// <summary>A field without blanks around it and without its quotes; empty when the row has no such field.</summary>
    internal ReadOnlySpan<char> Field(int index)
    {
        if ((uint)index >= (uint)_fields.Count)
            return [];
        var (start, length) = _fields[index];
        return _lines.Line.Slice(start, length);
    }

    internal bool Read()
    {
        if (_again)
        {
            _again = false;
            return true;
        }
        while (_lines.Read())
            if (!MemoryExtensions.IsWhiteSpace(_lines.Line))
            {
                Split(_lines.Line);
                return true;
            }
        return false;
    }

    /// <summary>Makes the next <see cref="Read"/> give this row once more.</summary>
    internal void Again() => _again = true;

    internal FormatException Error(string what, string? remedy = null) => Mistake.At(path, Line, what, remedy);

    public void Dispose() => _lines.Dispose();

    private void Split(Span<char> line)
    {
        _fields.Clear();
        var at = 0;
        while (true)
        {
            while (at < line.Length && line[at] != separator && char.IsWhiteSpace(line[at]))
                at++;
            if (at < line.Length && line[at] == '"')
                at = Quoted(line, at);
            else
            {
                var length = line[at..].IndexOf(separator);
                length = length < 0 ? line.Length - at : length;
                _fields.Add((at, MemoryExtensions.TrimEnd((ReadOnlySpan<char>)line.Slice(at, length)).Length));
                at += length;
            }
            if (at >= line.Length)
                return;
            at++;
        }
    }

    /// <summary>Takes a field in quotes, its doubled quotes made single in place; gives where the separator after it, or the line's end, is.</summary>
    private int Quoted(Span<char> line, int quote)
    {
        int from = quote + 1, to = from;
        for (var at = from; at < line.Length; at++)
        {
            if (line[at] != '"')
                line[to++] = line[at];
            else if (at + 1 < line.Length && line[at + 1] == '"')
                line[to++] = line[at++];
            else
            {
                _fields.Add((from, to - from));
                at++;
                while (at < line.Length && line[at] != separator && char.IsWhiteSpace(line[at]))
                    at++;
                return at == line.Length || line[at] == separator ? at : throw Error("something follows a closing quote", "double a quote inside a quoted field");
            }
        }
        throw Error("a quote is not closed in this line", "close it in the same line");
    }

    internal double Number(int index, string column, double least, double most)
    {
        var text = Field(index);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        throw Error(
            text.IsEmpty ? $"'{column}' is missing" : $"'{column}' is {Mistake.Quote(text)}",
            $"a number from {Mistake.Number(least)} to {Mistake.Number(most)} is expected");
    }
}
