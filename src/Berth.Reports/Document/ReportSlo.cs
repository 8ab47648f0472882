namespace Berth.Reports.Document;

/// <summary>A service level objective.</summary>
/// <param name="Text">As written: <c>p99 ≤ 500 ms</c>.</param>
/// <param name="Met">Whether it was met; null when it could not be judged.</param>
/// <param name="Bounds">Its bounds.</param>
public sealed record ReportSlo(string Text, bool? Met, IReadOnlyList<ReportSloBound> Bounds);
