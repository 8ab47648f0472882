using Berth.Reports.Document;

namespace Berth.Reports.Tests;

/// <summary>A figure of the sample; its bound is a fraction of the best value.</summary>
internal sealed record SampleFigure(string Name, string Title, string Unit, string Better, double? Bound = null)
{
    public ReportFigure At(double mean, double? half, double? difference, double? halfPercent, double? gap) => new(
        Name, Title, Unit, Better, mean, mean - half, mean + half,
        difference, difference - halfPercent, difference + halfPercent, gap);
}
