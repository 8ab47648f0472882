using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Intervals;
using Berth.Learning.Performance.Models;

namespace Berth.Learning.Performance;

/// <summary>One target as it was learned: the model of all rows, the models of the folds, and how far these missed what they had not seen.</summary>
/// <param name="Name">Name of the target.</param>
/// <param name="Floor">What counted for values at 0, which have no logarithm: half the smallest positive one.</param>
/// <param name="Model">Fitted to all rows.</param>
/// <param name="Folds">Fitted to all rows but those of a fold.</param>
/// <param name="Residuals">Errors of rows by the model of their fold.</param>
/// <param name="ByFunction">The same for the functions that have rows enough for an interval of their own.</param>
/// <param name="UnseenSizeRadius">How far, at the level, sizes that were left out were missed; infinite when that is unknown.</param>
/// <param name="Level">Part of new executions that intervals should hold.</param>
public sealed record TrainedTarget(
    string Name, double Floor, Regression Model, Regression[] Folds, CrossResiduals Residuals, IReadOnlyDictionary<string, CrossResiduals> ByFunction, double UnseenSizeRadius, double Level)
{
    /// <summary>Rows that a function must have for an interval of its own.</summary>
    internal const int EnoughRows = 50;

    /// <summary>Learns a target.</summary>
    /// <param name="kind">How.</param>
    /// <param name="schema">Schema of the rows.</param>
    /// <param name="target">The target.</param>
    /// <param name="rows">Rows that know the target.</param>
    /// <param name="level">Part of new executions that intervals should hold.</param>
    /// <param name="seed">Seed of the folds.</param>
    /// <param name="unseenSizes">Whether to learn how far unseen sizes are missed; that takes a fit for each size.</param>
    internal static TrainedTarget Learn(RegressionKind kind, FeatureSchema schema, PerformanceTarget target, IReadOnlyList<PerformanceRow> rows, double level, int seed, bool unseenSizes)
    {
        var (design, floor) = Designed(schema, target, rows);
        var tuned = kind.Tune(design, seed);
        var folds = CrossFolds.Of(design.Count, seed);
        var models = new Regression[CrossFolds.Count];
        for (var fold = 0; fold < models.Length; fold++)
            models[fold] = tuned.Fit(Others(design, folds, fold));
        var errors = Enumerable.Range(0, design.Count).Select(index => (Function: rows[index].Function, Fold: folds[index], Error: design.Logs[index] - models[folds[index]].Predict(design.Rows[index]))).ToList();
        var own = errors.GroupBy(error => error.Function).Where(group => group.Count() >= EnoughRows).OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => CrossResiduals.Of(group.Select(error => (error.Fold, error.Error)), models.Length));
        return new(
            target.Name, floor, tuned.Fit(design), models, CrossResiduals.Of(errors.Select(error => (error.Fold, error.Error)), models.Length), own,
            unseenSizes ? RadiusOfUnseenSizes(tuned, design, level) : double.PositiveInfinity, level);
    }

    /// <summary>Rows as a design, and the floor of their target.</summary>
    internal static (Design Design, double Floor) Designed(FeatureSchema schema, PerformanceTarget target, IReadOnlyList<PerformanceRow> rows)
    {
        var floor = rows.Select(target.In).Where(value => value > 0).DefaultIfEmpty(1).Min() / 2;
        return (new(schema, target, [.. rows.Select(schema.Encode)], [.. rows.Select(row => Math.Log(Math.Max(floor, target.In(row))))]), floor);
    }

    /// <summary>Prediction and interval in the target's unit.</summary>
    /// <param name="features">Encoded features.</param>
    /// <param name="function">Name of the function.</param>
    /// <param name="seenSize">Whether executions of that size were learned from.</param>
    internal (double Value, double Lower, double Upper) Predict(ReadOnlySpan<double> features, string function, bool seenSize)
    {
        var value = Model.Predict(features);
        var (lower, upper) = seenSize ? Around(features, function) : (value - UnseenSizeRadius, value + UnseenSizeRadius);
        return (Math.Exp(value), Math.Exp(Math.Min(lower, value)), Math.Exp(Math.Max(upper, value)));
    }

    private (double Lower, double Upper) Around(ReadOnlySpan<double> features, string function)
    {
        Span<double> centres = stackalloc double[Folds.Length];
        for (var fold = 0; fold < centres.Length; fold++)
            centres[fold] = Folds[fold].Predict(features);
        return (ByFunction.TryGetValue(function, out var own) ? own : Residuals).Around(centres, Level);
    }

    private static double RadiusOfUnseenSizes(RegressionKind kind, Design design, double level)
    {
        var sizes = design.SizeGroups();
        if (sizes.Distinct().Count() < 2)
            return double.PositiveInfinity;
        var errors = new List<double>();
        foreach (var size in sizes.Distinct())
        {
            var model = kind.Fit(Others(design, sizes, size));
            errors.AddRange(Enumerable.Range(0, design.Count).Where(index => sizes[index] == size).Select(index => design.Logs[index] - model.Predict(design.Rows[index])));
        }
        return CrossResiduals.Radius(errors, level);
    }

    private static Design Others(Design design, int[] groups, int group) => design.Subset([.. Enumerable.Range(0, design.Count).Where(index => groups[index] != group)]);
}
