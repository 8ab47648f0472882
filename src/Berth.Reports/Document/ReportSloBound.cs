namespace Berth.Reports.Document;

/// <summary>One bound: this percentile (0..100] is at most so many milliseconds.</summary>
public sealed record ReportSloBound(double Percentile, double BoundMs);
