using Berth.Learning.Performance.Boosting;
using Berth.Learning.Performance.Intervals;

namespace Berth.Learning.Performance.Models;

/// <summary>A physical model, and boosted trees on what it leaves unexplained, counted with a weight from 0 to 1.</summary>
/// <param name="Physical">The physical model.</param>
/// <param name="Correction">The trees; null at weight 0.</param>
/// <param name="Weight">How much of the correction is taken.</param>
public sealed record CombinedModel(PhysicalModel Physical, BoostedModel? Correction, double Weight) : Regression
{
    private static readonly double[] Weights = [0, 0.5, 1];

    /// <summary>A correction must lower the error on left-out rows by this part, or it is noise.</summary>
    private const double Worth = 0.02;

    /// <summary>The default way of learning.</summary>
    internal static RegressionKind Kind { get; } = new(RegressionKinds.Berth, "the physical model, corrected by boosted trees as far as that helps on rows and sizes that are left out", true, design => Fit(design, 1)) { Tuning = Tuned };

    /// <inheritdoc/>
    public override double Predict(ReadOnlySpan<double> features) => Physical.Predict(features) + (Correction is null ? 0 : Weight * Correction.Predict(features));

    internal override double[]? Gain(int features) => Correction?.Gain(features);

    internal override void Check(int features)
    {
        Demand(Physical is not null && Weight is >= 0 and <= 1 && (Correction is not null || Weight == 0), "a combined model lacks a part");
        Physical!.Check(features);
        Correction?.Check(features);
    }

    private static CombinedModel Fit(Design design, double weight)
    {
        var physical = PhysicalModel.Fit(design);
        return weight == 0 ? new(physical, null, 0) : new(physical, BoostedModel.Fit(design with { Logs = [.. design.Rows.Select((row, index) => design.Logs[index] - physical.Predict(row))] }, BoostingSettings.Residuals), weight);
    }

    /// <summary>Chooses the weight that errs least on rows left out at random and, where there are at least three, on sizes left out.</summary>
    private static RegressionKind Tuned(Design design, int seed)
    {
        var splits = new List<int[]>();
        if (design.Count >= 2 * CrossFolds.Count)
            splits.Add(CrossFolds.Of(design.Count, seed));
        if (design.SizeGroups() is var sizes && sizes.Distinct().Count() >= 3)
            splits.Add(sizes);
        var errors = new double[Weights.Length];
        foreach (var split in splits)
        {
            var squares = new double[Weights.Length];
            foreach (var fold in split.Distinct())
            {
                var model = Fit(design.Subset([.. Enumerable.Range(0, design.Count).Where(index => split[index] != fold)]), 1);
                foreach (var index in Enumerable.Range(0, design.Count).Where(index => split[index] == fold))
                {
                    var rest = design.Logs[index] - model.Physical.Predict(design.Rows[index]);
                    var correction = model.Correction!.Predict(design.Rows[index]);
                    for (var weight = 0; weight < Weights.Length; weight++)
                        squares[weight] += Math.Pow(rest - Weights[weight] * correction, 2);
                }
            }
            for (var weight = 0; weight < Weights.Length; weight++)
                errors[weight] += Math.Log(Math.Max(1e-300, Math.Sqrt(squares[weight] / design.Count)));
        }
        var best = 0;
        for (var weight = 1; weight < Weights.Length; weight++)
            if (errors[weight] < errors[best] - Worth * splits.Count)
                best = weight;
        return Kind with { Fit = rows => Fit(rows, Weights[best]), Tuning = null };
    }
}
