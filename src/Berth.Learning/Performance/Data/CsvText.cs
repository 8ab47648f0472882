using System.Text;

namespace Berth.Learning.Performance.Data;

/// <summary>Records of a CSV file (RFC 4180, line ends in quotes included).</summary>
internal static class CsvText
{
    /// <summary>The fields of each record and the line that it begins in; blank lines are passed over.</summary>
    /// <exception cref="FormatException">A quote is not closed.</exception>
    internal static IEnumerable<(string[] Fields, int Line)> Records(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var fields = new List<string>();
        var field = new StringBuilder();
        var (line, begun, quoted, wasQuoted) = (1, 1, false, false);
        for (var next = reader.Read(); ; next = reader.Read())
        {
            var letter = (char)next;
            if (quoted && next < 0)
                throw new FormatException($"{path}:{begun}: a quote is not closed");
            if (next == '\n')
                line++;
            if (quoted)
            {
                if (letter != '"')
                    field.Append(letter);
                else if (reader.Peek() == '"')
                    field.Append((char)reader.Read());
                else
                    quoted = false;
            }
            else if (letter == '"' && field.Length == 0 && !wasQuoted)
                quoted = wasQuoted = true;
            else if (letter == ',' && next >= 0 || next is '\n' or < 0)
            {
                fields.Add(wasQuoted ? field.ToString() : field.ToString().Trim());
                field.Clear();
                wasQuoted = false;
                if (letter == ',' && next >= 0)
                    continue;
                if (fields is not [""])
                    yield return ([.. fields], begun);
                fields.Clear();
                begun = line;
                if (next < 0)
                    yield break;
            }
            else if (letter != '\r' || reader.Peek() is not ('\n' or < 0))
                field.Append(letter);
        }
    }
}
