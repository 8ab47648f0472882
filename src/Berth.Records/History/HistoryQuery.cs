namespace Berth.Records.History;

/// <summary>What is asked of the history.</summary>
public sealed record HistoryQuery
{
    /// <summary>Requests that ended before are left out; nanoseconds.</summary>
    public long From { get; init; } = long.MinValue;

    /// <summary>Requests that started after are left out; nanoseconds.</summary>
    public long To { get; init; } = long.MaxValue;

    /// <summary>Most requests that are given.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Requests that are left out before the first, for paging.</summary>
    public int Offset { get; init; }

    /// <summary>Only requests of this program; null for all.</summary>
    public string? Pod { get; init; }

    /// <summary>Only requests of this function; null for all.</summary>
    public string? Function { get; init; }

    /// <summary>Nanoseconds above which a sample says nothing about a moment; null for two of the intervals at which the series was sampled.</summary>
    public long? StaleAfter { get; init; }
}
