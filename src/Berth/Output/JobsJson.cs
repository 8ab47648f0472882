using Berth.Reports.Document;

namespace Berth.Output;

/// <summary>A row of a comparison of policies on jobs.</summary>
internal sealed record JobRowJson(
    string Variant, string Label, string Placement, string Shifting, string Forecast, int Repetitions, bool Pareto, IReadOnlyDictionary<string, JobFigureJson> Figures)
{
    internal static JobRowJson Of(ReportJobRow row) => new(
        row.Variant, row.Label, row.Placement, row.Shifting, row.Forecast, row.Repetitions, row.Pareto, row.Figures.ToDictionary(figure => figure.Name, JobFigureJson.Of));
}

/// <summary>A figure of a row.</summary>
internal sealed record JobFigureJson(
    double? Mean, double? Low, double? High, double? DifferencePercent, double? DifferenceLowPercent, double? DifferenceHighPercent, double? GapPercent)
{
    internal static JobFigureJson Of(ReportFigure figure) => new(
        figure.Mean, figure.Low, figure.High, figure.DifferencePercent, figure.DifferenceLowPercent, figure.DifferenceHighPercent, figure.GapPercent);
}
