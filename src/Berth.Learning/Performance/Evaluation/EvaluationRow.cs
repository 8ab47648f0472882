namespace Berth.Learning.Performance.Evaluation;

/// <summary>The scores of one way of learning on one target where rows were left out in one way.</summary>
/// <param name="Split">How rows were left out.</param>
/// <param name="Target">Name of the target.</param>
/// <param name="Model">Name of the way of learning.</param>
/// <param name="Scores">The scores over all that was left out.</param>
public sealed record EvaluationRow(string Split, string Target, string Model, Scores Scores);
