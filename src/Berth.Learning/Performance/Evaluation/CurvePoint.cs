namespace Berth.Learning.Performance.Evaluation;

/// <summary>How well a way of learning does with fewer rows.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Model">Name of the way of learning.</param>
/// <param name="Rows">Rows that it learned from.</param>
/// <param name="MapePercent">Mean relative error on the rows of the random split, percent.</param>
public sealed record CurvePoint(string Target, string Model, int Rows, double MapePercent);
