namespace Berth.Records.History;

/// <summary>A request with the states of its program.</summary>
/// <param name="Request">The request.</param>
/// <param name="States">A state for each metric that has samples, by name; empty where nothing was measured.</param>
public sealed record HistoryEntry(HistoryRequest Request, IReadOnlyList<HistoryState> States);
