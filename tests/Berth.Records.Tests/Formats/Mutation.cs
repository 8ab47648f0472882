using Berth.Model;

namespace Berth.Records.Tests.Formats;

/// <summary>Makes broken files of good ones.</summary>
internal sealed class Mutation(RandomStream random)
{
    private static readonly string[] Odd =
    [
        "", "-1", "0", "NaN", "Infinity", "1e308", "-1e308", "1e-320", "99999999999999999999", "0x10", "1,5", "\"", "\"\"", ",", ";", "\t", " ", "\r", "\n", "\r\n", "\0", "\uFEFF", "\uD800", "é",
        "0001-01-01", "9999-12-31T23:59:59.9999999+14:00", "2020-01-01 00:00:00.0000001", "static:", "sine:1:2", "randwalk:0:0:1e-9", "|", "'", "%s", "../..", "x",
    ];

    public string Apply(string text)
    {
        for (var changes = 1 + random.NextInt(4); changes > 0; changes--)
            text = Once(text);
        return text;
    }

    private string Once(string text)
    {
        int from = random.NextInt(text.Length + 1), length = random.NextInt(Math.Min(30, text.Length - from) + 1);
        switch (random.NextInt(8))
        {
            case 0:
                return text[..from];
            case 1:
                return text.Remove(from, length);
            case 2:
                return text.Insert(from, text.Substring(from, length));
            case 3:
                return text.Remove(from, length).Insert(from, Odd[random.NextInt(Odd.Length)]);
            case 4:
                return text.Insert(from, new string((char)random.NextInt(256), 1 + random.NextInt(2000)));
            case 5:
                var lines = text.Split('\n');
                var (one, other) = (random.NextInt(lines.Length), random.NextInt(lines.Length));
                (lines[one], lines[other]) = (lines[other], lines[one]);
                return string.Join('\n', lines);
            default:
                return Field(text, from);
        }
    }

    /// <summary>Replaces the whole field around a place: what a line of a wrong tool would have.</summary>
    private string Field(string text, int place)
    {
        char[] ends = [',', ';', '\n', ' '];
        var from = place == 0 ? 0 : text.LastIndexOfAny(ends, place - 1) + 1;
        var to = text.IndexOfAny(ends, place);
        return text[..from] + Odd[random.NextInt(Odd.Length)] + (to < 0 ? "" : text[to..]);
    }
}
