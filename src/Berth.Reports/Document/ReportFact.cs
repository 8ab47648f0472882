namespace Berth.Reports.Document;

/// <summary>A name and a value to read.</summary>
public sealed record ReportFact(string Name, string Value);
