namespace Berth.Reports.Document;

/// <summary>Lost items by cause.</summary>
/// <param name="TimedOut">Nothing came back before the timeout.</param>
/// <param name="Failed">The connection or the worker failed.</param>
/// <param name="Refused">The worker refused it.</param>
public sealed record ReportLosses(long TimedOut, long Failed, long Refused);
