namespace Berth.Reports.Document;

/// <summary>A comparison of policies on identical jobs.</summary>
/// <param name="Question">What was asked: <c>Where and when should batch run?</c></param>
/// <param name="Baseline">Label of the row against which differences are paired.</param>
/// <param name="Rows">One row for each variant and combination of policies, in the order of the file.</param>
/// <param name="Bounds">Lower bounds, one for each variant and figure that has one.</param>
/// <param name="Sites">What each site used under each row, mean over the repetitions.</param>
/// <param name="Hours">What each site drew in each hour under each row, first repetition.</param>
/// <param name="Nodes">What each node used under each row, first repetition; empty when there are very many nodes.</param>
public sealed record ReportJobs(
    string Question,
    string Baseline,
    IReadOnlyList<ReportJobRow> Rows,
    IReadOnlyList<ReportBound> Bounds,
    IReadOnlyList<ReportSiteUse> Sites,
    IReadOnlyList<ReportHours> Hours,
    IReadOnlyList<ReportNodeUse> Nodes)
{
    /// <summary>The combinations in simulation and in emulation, on the same calls; empty where only one world has run.</summary>
    public IReadOnlyList<ReportJobWorlds> Worlds { get; init; } = [];

    /// <summary>Whether both worlds rank the policies the same, a sentence for each variant.</summary>
    public IReadOnlyList<string> Rankings { get; init; } = [];
}

/// <summary>One combination of policies.</summary>
/// <param name="Label">Its name in tables and charts: <c>carbon-aware · wait-awhile (perfect)</c>, without the parts that do not vary.</param>
/// <param name="Variant">Label of the variant; empty without lists.</param>
/// <param name="Placement">Policy that says where.</param>
/// <param name="Shifting">Policy that says when.</param>
/// <param name="Forecast">Forecast that the policies saw.</param>
/// <param name="Repetitions">Number of repetitions.</param>
/// <param name="Pareto">Whether no other row of its variant is at least as good in both mean turnaround and emissions, and better in one.</param>
/// <param name="Figures">Its figures, the same in every row and order.</param>
public sealed record ReportJobRow(
    string Label, string Variant, string Placement, string Shifting, string Forecast, int Repetitions, bool Pareto, IReadOnlyList<ReportFigure> Figures);

/// <summary>One figure of a row.</summary>
/// <param name="Name">Stable name: <c>carbonGrams</c>.</param>
/// <param name="Title">Its heading: <c>Carbon</c>.</param>
/// <param name="Unit">Its unit: <c>gCO₂e</c>; empty without one.</param>
/// <param name="Better">Whether <c>lower</c> or <c>higher</c> is better, or <c>neither</c>.</param>
/// <param name="Mean">Mean over the repetitions; null when it is unknown.</param>
/// <param name="Low">Lower end of its 95 % interval; null with one repetition.</param>
/// <param name="High">Upper end.</param>
/// <param name="DifferencePercent">Mean of the paired differences from the baseline, in percent of the baseline; null for the baseline itself.</param>
/// <param name="DifferenceLowPercent">Lower end of its 95 % interval; null with one repetition.</param>
/// <param name="DifferenceHighPercent">Upper end.</param>
/// <param name="GapPercent">How far above the lower bound it is, in percent of the bound; null without a bound.</param>
public sealed record ReportFigure(
    string Name, string Title, string Unit, string Better, double? Mean, double? Low, double? High,
    double? DifferencePercent, double? DifferenceLowPercent, double? DifferenceHighPercent, double? GapPercent);

/// <summary>A value below which no policy can get.</summary>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Figure">Name of the figure.</param>
/// <param name="Value">The bound.</param>
/// <param name="Method">How it was computed, in words.</param>
public sealed record ReportBound(string Variant, string Figure, double Value, string Method);

/// <summary>What a site used.</summary>
public sealed record ReportSiteUse(string Variant, string Label, string Site, double KilowattHours, double Grams, double UtilizationPercent);

/// <summary>What a node used.</summary>
public sealed record ReportNodeUse(string Variant, string Label, string Node, string Site, double KilowattHours, double Grams, double UtilizationPercent);

/// <summary>What a site drew in each hour; all lists have the same length.</summary>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Label">Label of the row.</param>
/// <param name="Site">The site.</param>
/// <param name="EndsH">End of each hour from the start, in hours; thinned for long runs.</param>
/// <param name="Kilowatts">Mean power.</param>
/// <param name="GramsPerHour">Mean emissions.</param>
/// <param name="Cores">Mean of the cores that jobs held.</param>
public sealed record ReportHours(
    string Variant, string Label, string Site, IReadOnlyList<double> EndsH, IReadOnlyList<double> Kilowatts, IReadOnlyList<double> GramsPerHour, IReadOnlyList<double> Cores);
