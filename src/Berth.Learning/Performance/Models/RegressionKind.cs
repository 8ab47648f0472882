namespace Berth.Learning.Performance.Models;

/// <summary>A way of learning: how it is called, and how it is fitted.</summary>
/// <param name="Name">Name on the command line and in files.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="NeedsBoosting">Whether fitting needs XGBoost.</param>
/// <param name="Fit">Fits it to rows.</param>
public sealed record RegressionKind(string Name, string Summary, bool NeedsBoosting, Func<Design, Regression> Fit)
{
    /// <summary>Settles what is settled once for all rows, before folds are fitted; by default nothing is.</summary>
    internal Func<Design, int, RegressionKind>? Tuning { get; init; }

    /// <summary>The kind with what was settled on these rows.</summary>
    /// <param name="design">Rows of training.</param>
    /// <param name="seed">Seed of the folds.</param>
    public RegressionKind Tune(Design design, int seed) => Tuning?.Invoke(design, seed) ?? this;
}
