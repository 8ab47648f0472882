using Berth.Learning.Performance.Data;

namespace Berth.Learning.Performance.Models;

/// <summary>
/// For each function: log y = a + b·log(work + overhead) + c·log(speed) + d·log(min(cores, 1)) + e·log(max(cores, 1)) + f·log(1 + neighbours) + Σ gᵢ·log(parameterᵢ).
/// Below one core a process has a slice of one, above it more of them: two different laws. The exponents are drawn to what physics expects (work 1, speed −1 and so on, by target) as far as data do not say
/// otherwise, which is what lets the model speak of a size that it never saw. The overhead, in units of work, is the one of a ladder that leaves least unexplained.
/// </summary>
/// <param name="First">Place of the first function's column.</param>
/// <param name="Laws">The law of each function.</param>
/// <param name="Other">What a function without one gets.</param>
public sealed record PhysicalModel(int First, PhysicalLaw[] Laws, double Other) : Regression
{
    /// <inheritdoc/>
    public override double Predict(ReadOnlySpan<double> features)
    {
        for (var function = 0; function < Laws.Length; function++)
            if (features[First + function] > 0)
                return Laws[function].Predict(features);
        return Other;
    }

    internal static PhysicalModel Fit(Design design)
    {
        var mean = design.Logs.Average();
        var byFunction = Enumerable.Range(0, design.Count).ToLookup(index => design.Schema.FunctionOf(design.Rows[index]));
        return new(FeatureSchema.Common, [.. Enumerable.Range(0, design.Schema.Functions.Count).Select(function =>
            byFunction[function].ToList() is { Count: > 0 } rows ? PhysicalLaw.Fit(design.Subset(rows), design.Schema.Functions[function]) : PhysicalLaw.Constant(mean))], mean);
    }

    internal override void Check(int features)
    {
        Demand(Laws is not null && First >= 0 && First + Laws.Length <= features && double.IsFinite(Other), "the laws of functions do not fit the features");
        foreach (var law in Laws!)
            Demand(law is not null && law.Sound(features), "the law of a function does not fit the features");
    }
}
