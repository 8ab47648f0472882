namespace Berth.Learning.Performance.Evaluation;

/// <summary>How well performance is predicted.</summary>
/// <param name="Rows">Scores.</param>
/// <param name="Importance">How much each feature matters to the chosen way of learning, the most important first for each target.</param>
/// <param name="Curve">Learning curve.</param>
/// <param name="Tested">By target, the left-out rows of the random split as the chosen way of learning predicted them.</param>
/// <param name="Sampled">Rows that were evaluated on.</param>
/// <param name="Held">What was left out, one text a split.</param>
public sealed record EvaluationResult(
    IReadOnlyList<EvaluationRow> Rows, IReadOnlyList<ImportanceRow> Importance, IReadOnlyList<CurvePoint> Curve, IReadOnlyDictionary<string, IReadOnlyList<TestedRow>> Tested, int Sampled, IReadOnlyList<string> Held);
