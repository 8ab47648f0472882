namespace Berth.Records.History;

/// <summary>Some requests with their states, and how many there are.</summary>
/// <param name="Entries">By start of the request.</param>
/// <param name="Total">Requests that match, those of other pages included.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryEntry> Entries, int Total);
