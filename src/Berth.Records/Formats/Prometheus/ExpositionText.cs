using System.Globalization;
using Berth.Records.Formats.Delimited;
using Berth.Records.Timelines;

namespace Berth.Records.Formats.Prometheus;

/// <summary>
/// Reads the text format of Prometheus, version 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/). What Prometheus would refuse is refused:
/// names, labels twice, escapes that are none, numbers that are none, a second TYPE of a metric, a TYPE after its samples, and a series twice.
/// </summary>
public static class ExpositionText
{
    /// <summary>Reads everything that a program answered.</summary>
    /// <param name="text">The text; its last line may lack its end.</param>
    /// <exception cref="FormatException">A line is wrong; the message begins with its number.</exception>
    public static IReadOnlyList<ExpositionSample> Parse(string text)
    {
        var samples = new List<ExpositionSample>();
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var (named, seen) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            try
            {
                var cursor = new ExpositionCursor(line);
                cursor.SkipBlanks();
                if (cursor.AtEnd)
                    continue;
                if (cursor.Peek == '#')
                {
                    ReadComment(line, types, named);
                    continue;
                }
                var sample = ReadSample(ref cursor, types);
                named.Add(sample.Series.Name);
                if (!seen.Add(sample.Milliseconds is { } own ? $"{sample.Series.Identity} {own}" : sample.Series.Identity))
                    throw new FormatException($"{sample.Series.Identity} is there twice");
                samples.Add(sample);
            }
            catch (FormatException exception)
            {
                throw new FormatException($"line {number}: {exception.Message}", exception);
            }
        }
        return samples;
    }

    private static ExpositionSample ReadSample(ref ExpositionCursor cursor, Dictionary<string, string> types)
    {
        var name = cursor.ReadName(colons: true, "a metric");
        cursor.SkipBlanks();
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (cursor.Take('{'))
            ReadLabels(ref cursor, labels);
        cursor.SkipBlanks();
        var value = Number(cursor.ReadWord("the value"));
        cursor.SkipBlanks();
        long? moment = null;
        if (!cursor.AtEnd)
        {
            var word = cursor.ReadWord("the timestamp");
            moment = long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var own)
                ? own : throw new FormatException($"the timestamp {Mistake.Quote(word)} is no whole number of milliseconds");
            cursor.SkipBlanks();
            if (!cursor.AtEnd)
                throw new FormatException($"there is more after the timestamp: {Mistake.Quote(cursor.Rest)}");
        }
        return new(new(name, labels, KindOf(name, types)), value, moment);
    }

    private static void ReadLabels(ref ExpositionCursor cursor, Dictionary<string, string> labels)
    {
        while (true)
        {
            cursor.SkipBlanks();
            if (cursor.Take('}'))
                return;
            var label = cursor.ReadName(colons: false, "a label");
            cursor.SkipBlanks();
            cursor.Expect('=', $"after label {label}");
            cursor.SkipBlanks();
            cursor.Expect('"', $"before the value of label {label}");
            if (!labels.TryAdd(label, cursor.ReadQuoted()))
                throw new FormatException($"label {label} is there twice");
            cursor.SkipBlanks();
            if (!cursor.Take(','))
            {
                cursor.Expect('}', "after the labels");
                return;
            }
        }
    }

    private static void ReadComment(ReadOnlySpan<char> line, Dictionary<string, string> types, HashSet<string> named)
    {
        var cursor = new ExpositionCursor(line);
        cursor.SkipBlanks();
        cursor.Expect('#', "in a comment");
        // '#TYPE' is an ordinary comment.
        if (cursor.AtEnd || cursor.Peek is not (' ' or '\t'))
            return;
        cursor.SkipBlanks();
        if (cursor.AtEnd || cursor.ReadWord("a comment") is not "TYPE")
            return;
        cursor.SkipBlanks();
        var name = cursor.ReadName(colons: true, "a metric");
        cursor.SkipBlanks();
        var type = cursor.ReadWord($"the type of {name}").ToString();
        cursor.SkipBlanks();
        if (!cursor.AtEnd || type is not ("counter" or "gauge" or "histogram" or "summary" or "untyped"))
            throw new FormatException($"the type of {name} is {Mistake.Quote(type + cursor.Rest.ToString())}, not counter, gauge, histogram, summary or untyped");
        if (named.Contains(name))
            throw new FormatException($"the type of {name} comes after its first sample");
        if (!types.TryAdd(name, type))
            throw new FormatException($"the type of {name} is there twice");
    }

    private static SeriesKind KindOf(string name, Dictionary<string, string> types)
    {
        if (types.TryGetValue(name, out var type))
            return type switch { "counter" => SeriesKind.Counter, "gauge" or "summary" => SeriesKind.Gauge, _ => SeriesKind.Unknown };
        foreach (var ending in (string[])["_bucket", "_count", "_sum"])
            if (name.EndsWith(ending, StringComparison.Ordinal) && types.TryGetValue(name[..^ending.Length], out var family) && family is "histogram" or "summary")
                return SeriesKind.Counter;
        return SeriesKind.Unknown;
    }

    /// <summary>Numbers as Go's <c>ParseFloat</c> reads them, without its hexadecimal ones.</summary>
    internal static double Number(ReadOnlySpan<char> word) => TryNumber(word, out var value) ? value : throw new FormatException($"{Mistake.Quote(word)} is no number");

    /// <summary>The same, where what is no number is no mistake.</summary>
    internal static bool TryNumber(ReadOnlySpan<char> word, out double value)
    {
        value = double.NaN;
        var signless = word.TrimStart('+').TrimStart('-');
        if (word.Length - signless.Length > 1)
            return false;
        if (signless.Equals("inf", StringComparison.OrdinalIgnoreCase) || signless.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = word[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return word.Equals("nan", StringComparison.OrdinalIgnoreCase)
            || signless.Length > 0 && (char.IsAsciiDigit(signless[0]) || signless[0] == '.') && double.TryParse(word, Style, CultureInfo.InvariantCulture, out value);
    }
}
