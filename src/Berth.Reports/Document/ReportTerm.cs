namespace Berth.Reports.Document;

/// <summary>One term of a score.</summary>
public sealed record ReportTerm(string Name, double Value);
