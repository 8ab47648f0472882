using Berth.Learning.Performance.Boosting;

namespace Berth.Learning.Performance.Models;

/// <summary>The ways of learning by name.</summary>
public static class RegressionKinds
{
    /// <summary>Name of the default: a physical model, corrected by boosted trees as far as that helps on rows that are left out.</summary>
    public const string Berth = "berth";

    /// <summary>Name of boosted trees with the settings 100, 0.1, 5, 42.</summary>
    public const string SeedLike = "seed-like";

    /// <summary>All, the baselines first.</summary>
    public static IReadOnlyList<RegressionKind> All { get; } =
    [
        new("mean", "the geometric mean of all executions", false, MeanModel.Fit),
        new("function-mean", "the geometric mean of the function's executions", false, FunctionMeanModel.Fit),
        new("knn", "the mean of the five most similar executions", false, design => NeighboursModel.Fit(design)),
        new("ridge", "a linear model of logarithms", false, design => RidgeModel.Fit(design)),
        new("physical", "overhead and work over speed and cores, for each function", false, PhysicalModel.Fit),
        new(SeedLike, "XGBoost with 100 trees of depth 5, learning rate 0.1, seed 42", true, design => BoostedModel.Fit(design, BoostingSettings.SeedLike)),
        CombinedModel.Kind,
    ];

    /// <summary>The way of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static RegressionKind Of(string name) =>
        All.FirstOrDefault(kind => kind.Name == name) ?? throw new ArgumentException($"there is no preset '{name}'; there are: {string.Join(", ", All.Select(kind => kind.Name))}", nameof(name));
}
