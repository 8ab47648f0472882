namespace Berth.Learning.Performance.Evaluation;

/// <summary>Rows to learn from, and rows to predict.</summary>
/// <param name="Kind">How they were chosen; the predictions of one kind are scored together.</param>
/// <param name="Held">What was left out, for people.</param>
/// <param name="Train">Indexes of the rows to learn from.</param>
/// <param name="Test">Indexes of the rows to predict.</param>
public sealed record Split(string Kind, string Held, IReadOnlyList<int> Train, IReadOnlyList<int> Test);
