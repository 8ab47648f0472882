namespace Berth.Learning.Performance.Evaluation;

/// <summary>One execution that was not learned from.</summary>
/// <param name="Function">Its function.</param>
/// <param name="Truth">What it took.</param>
/// <param name="Value">What was predicted.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end.</param>
public readonly record struct TestedRow(string Function, double Truth, double Value, double Lower, double Upper);
