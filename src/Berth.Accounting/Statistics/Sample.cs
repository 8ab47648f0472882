namespace Berth.Accounting.Statistics;

/// <summary>Moments of a sample.</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="StandardDeviation">With n − 1 in the denominator; 0 for one value.</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Largest value.</param>
public readonly record struct Sample(int Count, double Mean, double StandardDeviation, double Minimum, double Maximum)
{
    /// <summary>Describes values in two passes, which loses nothing to cancellation.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Sample Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("an empty sample has no mean", nameof(values));
        var (sum, minimum, maximum) = (0.0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            sum += value;
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }
        var mean = sum / values.Length;
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return new(values.Length, mean, values.Length == 1 ? 0 : Math.Sqrt(squares / (values.Length - 1)), minimum, maximum);
    }
}
