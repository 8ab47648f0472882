namespace Berth.Learning.Performance.Boosting;

/// <summary>Settings of gradient-boosted trees, under XGBoost's names. What is not named keeps XGBoost's default.</summary>
/// <param name="Trees"><c>n_estimators</c>.</param>
/// <param name="LearningRate"><c>learning_rate</c>.</param>
/// <param name="MaxDepth"><c>max_depth</c>.</param>
/// <param name="Seed"><c>random_state</c>.</param>
/// <param name="MinChildWeight"><c>min_child_weight</c>: fewest rows in a leaf.</param>
/// <param name="Lambda"><c>reg_lambda</c>: shrinks leaves.</param>
/// <param name="Method"><c>tree_method</c>: <c>auto</c> (<c>exact</c> for few rows, <c>hist</c> from <see cref="ManyRows"/> on, where it is ten times as fast), <c>exact</c>, <c>hist</c>.</param>
/// <param name="BaseScore"><c>base_score</c>: where boosting starts; not a number keeps XGBoost's default.</param>
public sealed record BoostingSettings(
    int Trees = 100, double LearningRate = 0.1, int MaxDepth = 5, int Seed = 42, double MinChildWeight = 1, double Lambda = 1, string Method = "auto", double BaseScore = double.NaN)
{
    /// <summary>From so many rows on <c>auto</c> is <c>hist</c>.</summary>
    public const int ManyRows = 4096;

    /// <summary>100 trees of depth 5 at rate 0.1, seed 42, all else XGBoost's default.</summary>
    public static BoostingSettings SeedLike { get; } = new();

    /// <summary>Small shrunken trees, for what a physical model leaves unexplained.</summary>
    public static BoostingSettings Residuals { get; } = new(100, 0.1, 3, 42, 5, 5, "hist", 0);
}
