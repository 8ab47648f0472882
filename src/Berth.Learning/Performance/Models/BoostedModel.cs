using Berth.Learning.Performance.Boosting;

namespace Berth.Learning.Performance.Models;

/// <summary>Gradient-boosted trees on the features that vary; a missing value is missing.</summary>
/// <param name="Columns">Places of the features that the trees number from 0.</param>
/// <param name="Ensemble">The trees.</param>
public sealed record BoostedModel(int[] Columns, TreeEnsemble Ensemble) : Regression
{
    /// <inheritdoc/>
    public override double Predict(ReadOnlySpan<double> features)
    {
        Span<double> values = Columns.Length <= 256 ? stackalloc double[Columns.Length] : new double[Columns.Length];
        for (var column = 0; column < values.Length; column++)
            values[column] = features[Columns[column]];
        return Ensemble.Predict(values);
    }

    internal static BoostedModel Fit(Design design, BoostingSettings settings)
    {
        int[] columns = [.. design.Schema.Informative];
        if (columns.Length == 0)
            columns = [Data.FeatureSchema.Cores];
        return new(columns, GradientBoosting.Train([.. design.Rows.Select(row => Array.ConvertAll(columns, column => row[column]))], design.Logs, settings));
    }

    internal override double[] Gain(int features)
    {
        var gains = new double[features];
        var own = Ensemble.TotalGain(Columns.Length);
        for (var column = 0; column < Columns.Length; column++)
            gains[Columns[column]] += own[column];
        return gains;
    }

    internal override void Check(int features)
    {
        Demand(Columns is not null && Columns.All(column => column >= 0 && column < features) && Ensemble is not null, "the columns of boosted trees do not fit the features");
        Ensemble!.Check(Columns!.Length);
    }
}
