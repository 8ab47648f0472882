using Berth.Learning.Performance.Data;

namespace Berth.Learning.Performance.Models;

/// <summary>The mean of the logarithms of each function; that of all for one that was not seen.</summary>
/// <param name="First">Place of the first function's column.</param>
/// <param name="Means">Mean of each function.</param>
/// <param name="Other">Mean of all.</param>
public sealed record FunctionMeanModel(int First, double[] Means, double Other) : Regression
{
    /// <inheritdoc/>
    public override double Predict(ReadOnlySpan<double> features)
    {
        for (var function = 0; function < Means.Length; function++)
            if (features[First + function] > 0)
                return Means[function];
        return Other;
    }

    internal static FunctionMeanModel Fit(Design design)
    {
        var all = design.Logs.Average();
        var byFunction = design.Rows.Select((row, index) => (Function: design.Schema.FunctionOf(row), Log: design.Logs[index])).ToLookup(each => each.Function, each => each.Log);
        return new(FeatureSchema.Common, [.. Enumerable.Range(0, design.Schema.Functions.Count).Select(function => byFunction[function].DefaultIfEmpty(all).Average())], all);
    }

    internal override void Check(int features) => Demand(Finite(Means) && double.IsFinite(Other) && First >= 0 && First + Means.Length <= features, "the means of functions do not fit the features");
}
