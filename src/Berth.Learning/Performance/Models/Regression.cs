using System.Text.Json.Serialization;

namespace Berth.Learning.Performance.Models;

/// <summary>Something fitted that predicts the logarithm of a target. It can be written into a file and read again.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MeanModel), "mean")]
[JsonDerivedType(typeof(FunctionMeanModel), "function-mean")]
[JsonDerivedType(typeof(RidgeModel), "ridge")]
[JsonDerivedType(typeof(NeighboursModel), "knn")]
[JsonDerivedType(typeof(PhysicalModel), "physical")]
[JsonDerivedType(typeof(BoostedModel), "boosted")]
[JsonDerivedType(typeof(CombinedModel), "combined")]
public abstract record Regression
{
    /// <summary>The predicted natural logarithm for encoded features.</summary>
    public abstract double Predict(ReadOnlySpan<double> features);

    /// <summary>Throws unless it can be evaluated on so many features without failing.</summary>
    /// <exception cref="InvalidDataException">It cannot: what was read from a file is damaged.</exception>
    internal abstract void Check(int features);

    /// <summary>How much splits by each feature lowered the loss; null for what has no trees.</summary>
    internal virtual double[]? Gain(int features) => null;

    private protected static void Demand(bool sound, string what)
    {
        if (!sound)
            throw new InvalidDataException(what);
    }

    private protected static bool Finite(double[]? values) => values is not null && values.All(double.IsFinite);
}
