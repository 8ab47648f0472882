namespace Berth.Accounting.Statistics;

/// <summary>A confidence interval around an estimate.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="Estimate">What was measured.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">Confidence, such as 0.95.</param>
public readonly record struct Interval(double Low, double Estimate, double High, double Level)
{
    /// <summary>
    /// Student's interval of a mean: mean ± t(1 − α/2, n − 1) · s / √n. Null for fewer than two values or one that is not finite.
    /// </summary>
    public static Interval? OfMean(ReadOnlySpan<double> values, double level = 0.95)
    {
        if (values.Length < 2)
            return null;
        foreach (var value in values)
            if (!double.IsFinite(value))
                return null;
        var sample = Sample.Of(values);
        var half = StudentT.Quantile((1 + level) / 2, sample.Count - 1) * sample.StandardDeviation / Math.Sqrt(sample.Count);
        return new(sample.Mean - half, sample.Mean, sample.Mean + half, level);
    }

    /// <summary>Interval of a fraction of <paramref name="successes"/> among <paramref name="trials"/> (Wilson, JASA 22, 1927); null without trials.</summary>
    public static Interval? OfFraction(long successes, long trials, double level = 0.95)
    {
        if (trials == 0)
            return null;
        var z = Normal.Quantile((1 + level) / 2);
        var fraction = (double)successes / trials;
        var centre = (fraction + z * z / (2 * trials)) / (1 + z * z / trials);
        var half = z / (1 + z * z / trials) * Math.Sqrt(fraction * (1 - fraction) / trials + z * z / (4.0 * trials * trials));
        return new(successes == 0 ? 0 : centre - half, fraction, successes == trials ? 1 : centre + half, level);
    }
}
