namespace Berth.Learning.Performance.Models;

/// <summary>Ridge regression on standardised logarithms; the intercept is not penalised.</summary>
/// <param name="Inputs">The columns.</param>
/// <param name="Intercept">Mean of the logarithms of training.</param>
/// <param name="Weights">Weight of each column.</param>
public sealed record RidgeModel(LogColumns Inputs, double Intercept, double[] Weights) : Regression
{
    /// <summary>λ, in rows.</summary>
    internal const double Penalty = 1;

    /// <inheritdoc/>
    public override double Predict(ReadOnlySpan<double> features)
    {
        Span<double> values = Inputs.Count <= 256 ? stackalloc double[Inputs.Count] : new double[Inputs.Count];
        Inputs.Fill(features, values);
        var sum = Intercept;
        for (var column = 0; column < values.Length; column++)
            sum += Weights[column] * values[column];
        return sum;
    }

    internal static RidgeModel Fit(Design design, double penalty = Penalty)
    {
        var inputs = LogColumns.Of(design);
        var penalties = new double[inputs.Count + 1];
        Array.Fill(penalties, penalty, 1, inputs.Count);
        var solved = RidgeSolver.Solve([.. design.Rows.Select(row => (double[])[1, .. inputs.Of(row)])], design.Logs, penalties);
        return new(inputs, solved[0], solved[1..]);
    }

    internal override void Check(int features) => Demand(
        Inputs is not null && Inputs.Sound(features) && Finite(Weights) && Weights.Length == Inputs.Count && double.IsFinite(Intercept), "the weights of a linear model do not fit the features");
}
