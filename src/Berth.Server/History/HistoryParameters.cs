using System.Globalization;
using Berth.Model.Files;
using Berth.Model.Units;
using Berth.Records;
using Berth.Records.History;
using Microsoft.AspNetCore.Http;

namespace Berth.Server.History;

/// <summary>What the query string of <c>/history</c> asks for.</summary>
/// <param name="Query">Which requests.</param>
/// <param name="Gap">What stands where nothing is known.</param>
/// <param name="Extras">What each entry has beside its usual fields.</param>
internal sealed record HistoryParameters(HistoryQuery Query, GapValue Gap, HistoryExtras Extras)
{
    private static readonly string[] Names = ["from", "to", "limit", "offset", "pod", "function", "stale", "gaps", "with"];

    /// <exception cref="FormatException">A parameter is unknown or cannot be.</exception>
    internal static HistoryParameters Read(IQueryCollection values)
    {
        Known(values, Names);
        return new(
            new()
            {
                From = Moment(values, "from") ?? long.MinValue,
                To = Moment(values, "to") ?? long.MaxValue,
                Limit = Number(values, "limit") ?? int.MaxValue,
                Offset = Number(values, "offset") ?? 0,
                Pod = One(values, "pod"),
                Function = One(values, "function"),
                StaleAfter = One(values, "stale") is not { } stale ? null
                    : Duration.TryParse(stale, out var limit) && limit.Seconds is > 0 and < 1e9 ? limit.Nanoseconds : throw new FormatException($"stale={stale} is not {Duration.Expected}"),
            },
            One(values, "gaps") is { } gaps ? Word<GapValue>("gaps", gaps) : GapValue.Null,
            (One(values, "with") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Aggregate(HistoryExtras.None, (all, word) => all | Word<HistoryExtras>("with", word)));
    }

    /// <summary>The metric whose series <c>/endpoints</c> lists; null where none is named.</summary>
    /// <exception cref="FormatException">A parameter is unknown.</exception>
    internal static string? Metric(IQueryCollection values)
    {
        Known(values, ["metric"]);
        return One(values, "metric");
    }

    private static void Known(IQueryCollection values, string[] names)
    {
        foreach (var name in values.Keys)
            if (!names.Contains(name))
                throw new FormatException($"the parameter {name} is unknown; {Spelling.Suggest(name, names)}");
    }

    private static string? One(IQueryCollection values, string name) => values[name] switch
    {
        [] => null,
        [{ Length: > 0 } value] => value,
        _ => throw new FormatException($"{name} is to be given once, and not empty"),
    };

    private static int? Number(IQueryCollection values, string name) =>
        One(values, name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"{name}={text} is no whole number from 0 to {int.MaxValue}");

    private static long? Moment(IQueryCollection values, string name) =>
        One(values, name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds) ? nanoseconds
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? UnixTime.Of(moment)
        : throw new FormatException($"{name}={text} is neither nanoseconds since 1970 nor a time such as 2026-01-31T12:00:00Z");

    private static T Word<T>(string name, string text) where T : struct, Enum
    {
        string[] words = [.. Enum.GetNames<T>().Where(word => word != nameof(HistoryExtras.None)).Select(word => word.ToLowerInvariant())];
        return words.Contains(text) ? Enum.Parse<T>(text, ignoreCase: true) : throw new FormatException($"{name}={text} is unknown; {Spelling.Suggest(text, words)}");
    }
}
