namespace Berth.Learning.Performance.Evaluation;

/// <summary>How much a feature matters.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Feature">Name of the feature; <c>function</c> is the function's name.</param>
/// <param name="Permutation">How much the root of the mean squared error of logarithms on left-out rows grows when its values are shuffled.</param>
/// <param name="GainPercent">Its part of what splits of trees lowered the loss by, percent; NaN for a model without trees.</param>
public sealed record ImportanceRow(string Target, string Feature, double Permutation, double GainPercent);
