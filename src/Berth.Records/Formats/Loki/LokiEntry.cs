namespace Berth.Records.Formats.Loki;

/// <summary>One line of a log.</summary>
/// <param name="Labels">Labels of its stream.</param>
/// <param name="Moment">Nanoseconds since 1970 in UTC.</param>
/// <param name="Line">The line.</param>
public sealed record LokiEntry(IReadOnlyDictionary<string, string> Labels, long Moment, string Line);
