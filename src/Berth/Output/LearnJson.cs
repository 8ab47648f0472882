using Berth.Learning.Performance.Evaluation;

namespace Berth.Output;

/// <summary><c>berth learn --json</c>.</summary>
internal sealed record LearnJson(
    string Model, string Report, string Preset, IReadOnlyList<string> Sources, int Executions, int Evaluated, string DataHash, IReadOnlyList<string> Notes, IReadOnlyList<LearnScoreJson> Scores,
    IReadOnlyList<LearnImportanceJson> Importance, IReadOnlyList<LearnCurveJson> Curve, double Seconds);

/// <summary>Scores of one way of learning on one target.</summary>
internal sealed record LearnScoreJson(
    string Split, string Target, string Preset, int Executions, double Mae, double Rmse, double? R2, double? MapePercent, double CoveragePercent, double? MeanWidth, double? MeanWidthPercent)
{
    internal static LearnScoreJson Of(EvaluationRow row) => new(
        row.Split, row.Target, row.Model, row.Scores.Rows, row.Scores.Mae, row.Scores.Rmse, Known(row.Scores.R2), Known(row.Scores.MapePercent), row.Scores.CoveragePercent, Known(row.Scores.MeanWidth),
        Known(row.Scores.MeanWidthPercent));

    internal static double? Known(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>How much a feature matters.</summary>
internal sealed record LearnImportanceJson(string Target, string Feature, double Permutation, double? GainPercent);

/// <summary>A point of the learning curve.</summary>
internal sealed record LearnCurveJson(string Target, string Preset, int Executions, double? MapePercent);
