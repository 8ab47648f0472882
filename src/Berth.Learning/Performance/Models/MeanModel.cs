namespace Berth.Learning.Performance.Models;

/// <summary>The mean of the logarithms.</summary>
/// <param name="Mean">The mean.</param>
public sealed record MeanModel(double Mean) : Regression
{
    /// <inheritdoc/>
    public override double Predict(ReadOnlySpan<double> features) => Mean;

    internal static MeanModel Fit(Design design) => new(design.Logs.Average());

    internal override void Check(int features) => Demand(double.IsFinite(Mean), "a mean is not finite");
}
