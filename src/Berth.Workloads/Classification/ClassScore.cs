namespace Berth.Workloads.Classification;

/// <summary>A class and how sure the model is of it.</summary>
/// <param name="Index">The class's place among the logits.</param>
/// <param name="Label">Its name.</param>
/// <param name="Confidence">Its softmax probability, 0 to 1.</param>
public readonly record struct ClassScore(int Index, string Label, float Confidence);
