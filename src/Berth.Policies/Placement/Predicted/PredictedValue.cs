namespace Berth.Policies.Placement.Predicted;

/// <summary>A prediction and the interval that is expected to hold the truth.</summary>
/// <param name="Value">The prediction; not a number where unknown.</param>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end; infinite where there are too few observations for one.</param>
public readonly record struct PredictedValue(double Value, double Lower, double Upper)
{
    /// <summary>Nothing is known.</summary>
    public static PredictedValue Unknown { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>Known for certain.</summary>
    public static PredictedValue Exactly(double value) => new(value, value, value);

    /// <summary>All three in another unit.</summary>
    public PredictedValue Times(double factor) => new(Value * factor, Lower * factor, Upper * factor);
}
