using System.Text;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Requests;

/// <summary>Counts of requests a second, whole numbers separated by blanks or line ends, as recorded loads of services are kept.</summary>
public static class RequestCounts
{
    private const int Most = 1_000_000_000;

    /// <summary>The count of each second, in order; reads on as they are taken.</summary>
    /// <exception cref="FormatException">Something is no whole number from 0 to a thousand million; the message names file and line, and how many counts were before it.</exception>
    public static IEnumerable<int> Read(string path)
    {
        using var reader = new StreamReader(LineReader.Open(path), Encoding.UTF8);
        var buffer = new char[1 << 14];
        int line = 1, count = 0, read;
        long? value = null;
        while ((read = LineReader.Read(reader, buffer, path, line)) > 0)
            for (var at = 0; at < read; at++)
            {
                var letter = buffer[at];
                if (char.IsAsciiDigit(letter))
                {
                    value = (value ?? 0) * 10 + (letter - '0');
                    if (value > Most)
                        throw Mistake.At(path, line, $"count {count + 1} is above {Most}", "check that this is a file of requests a second");
                }
                else if (!char.IsWhiteSpace(letter))
                    throw Mistake.At(path, line, $"count {count + 1} has a {Mistake.Quote(buffer.AsSpan(at, 1))}", "whole numbers separated by blanks are expected");
                else if (value is { } ended)
                {
                    yield return (int)ended;
                    (value, count) = (null, count + 1);
                }
                if (letter == '\n')
                    line++;
            }
        if (value is { } last)
            yield return (int)last;
        else if (count == 0)
            throw Mistake.At(path, 0, "there is no count in the file", "whole numbers separated by blanks are expected");
    }
}
