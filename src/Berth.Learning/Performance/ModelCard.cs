using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Evaluation;

namespace Berth.Learning.Performance;

/// <summary>What a model is and how good it is.</summary>
/// <param name="Berth">Version of Berth that made it.</param>
/// <param name="Xgboost">Version of XGBoost that grew its trees; null where none has.</param>
/// <param name="Preset">Name of the way of learning.</param>
/// <param name="Seed">Seed of splits and folds.</param>
/// <param name="Level">Part of new executions that intervals should hold.</param>
/// <param name="Sources">Runs and files that it learned from.</param>
/// <param name="Rows">Executions that it learned from.</param>
/// <param name="DataHash">SHA-256 of the rows.</param>
/// <param name="Sizes">Sizes that were seen.</param>
/// <param name="Notes">What was left out and why.</param>
/// <param name="EvaluatedRows">Rows that scores are of.</param>
/// <param name="Scores">Scores of it and of the baselines; empty where it was not evaluated.</param>
public sealed record ModelCard(
    string Berth, string? Xgboost, string Preset, int Seed, double Level, IReadOnlyList<string> Sources, int Rows, string DataHash, IReadOnlyList<KnownSize> Sizes, IReadOnlyList<string> Notes,
    int EvaluatedRows, IReadOnlyList<EvaluationRow> Scores);
