namespace Berth.Reports.Document;

/// <summary>A site and what each of its nodes has.</summary>
/// <param name="Name">Name.</param>
/// <param name="Tier">Layer: <c>endpoint</c>, <c>edge</c> or <c>cloud</c>.</param>
/// <param name="Nodes">Number of nodes.</param>
/// <param name="CpuCores">Cores of a node.</param>
/// <param name="SharePercent">Speed of a core, percent of a core of the machine that the run used.</param>
/// <param name="MemoryBytes">Memory of a node.</param>
/// <param name="PowerIdleW">Power of an idle node; null is unknown.</param>
/// <param name="PowerPeakW">Power of a fully used node; null is unknown.</param>
/// <param name="Pue">Power usage effectiveness.</param>
/// <param name="CarbonGramsPerKwh">Carbon intensity of the electricity; null is unknown.</param>
/// <param name="NodeNames">Names of its nodes where they are not <c>site-number</c> and few enough to be drawn; else null.</param>
public sealed record ReportSite(
    string Name,
    string Tier,
    int Nodes,
    double CpuCores,
    double SharePercent,
    long MemoryBytes,
    double? PowerIdleW,
    double? PowerPeakW,
    double Pue,
    double? CarbonGramsPerKwh,
    IReadOnlyList<string>? NodeNames = null);
