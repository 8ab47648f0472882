namespace Berth.Reports.Document;

/// <summary>The dilation of the run: 1 is real time, 8 is eight times slower.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="Reason">One sentence that says why.</param>
public sealed record ReportDilation(double Factor, string Reason);
