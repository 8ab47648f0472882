using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>Reads <c>at 20s: latency 200ms</c>.</summary>
internal static class LinkChangeText
{
    private const string Expected = "write 'at 20s: latency 200ms', or rate, loss, up, down";

    internal static (LinkChange? Value, string? Error) Parse(string moment, string what)
    {
        if (!moment.StartsWith("at ", StringComparison.Ordinal) || !Duration.TryParse(moment[3..], out var at))
            return (null, $"'{moment}' is not a moment such as 'at 20s'; {Expected}");
        var change = new LinkChange(at, null, null, null, null);
        foreach (var part in what.Split(',', StringSplitOptions.TrimEntries))
        {
            var space = part.IndexOf(' ', StringComparison.Ordinal);
            var (word, value) = space < 0 ? (part, "") : (part[..space], part[space..]);
            LinkChange? changed = word switch
            {
                "up" or "down" when value.Length == 0 => change with { Up = word == "up" },
                "latency" when Latency.TryParse(value, out var latency) => change with { Latency = latency },
                "rate" when DataRate.TryParse(value, out var rate) && rate.BitsPerSecond >= 1000 => change with { Rate = rate },
                "loss" when Fraction.TryParse(value, out var loss) => change with { Loss = loss },
                _ => null,
            };
            if (changed is null)
                return (null, $"'{moment}: {what}' does not say what changes; {Expected}");
            change = changed;
        }
        return (change, null);
    }
}
