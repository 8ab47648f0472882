namespace Berth.Learning.Performance;

/// <summary>How performance is learned.</summary>
/// <param name="Preset">Name of the way of learning.</param>
/// <param name="Level">Part of new executions that intervals should hold, above 0 and below 1.</param>
/// <param name="Seed">Seed of splits and folds.</param>
public sealed record LearningSettings(string Preset = Models.RegressionKinds.Berth, double Level = 0.9, int Seed = 42);
