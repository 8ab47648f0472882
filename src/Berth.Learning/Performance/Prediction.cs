namespace Berth.Learning.Performance;

/// <summary>What is predicted of an execution.</summary>
/// <param name="Targets">Each target of the model.</param>
/// <param name="Warnings">In what it goes beyond what was learned from.</param>
public sealed record Prediction(IReadOnlyList<TargetPrediction> Targets, IReadOnlyList<string> Warnings);
