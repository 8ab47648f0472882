namespace Berth.Reports.Document;

/// <summary>Where work could run, and what flowed.</summary>
/// <param name="Sites">Sites in the order of the file.</param>
/// <param name="Links">Directed links between sites.</param>
/// <param name="Flows">What flowed between sites for each placement.</param>
public sealed record ReportTopology(
    IReadOnlyList<ReportSite> Sites,
    IReadOnlyList<ReportLink> Links,
    IReadOnlyList<ReportFlow> Flows);
