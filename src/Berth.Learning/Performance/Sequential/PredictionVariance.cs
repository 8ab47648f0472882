namespace Berth.Learning.Performance.Sequential;

/// <summary>
/// The variance of what a law predicts, in units of the variance of one execution: xᵀ(XᵀX + Λ)⁻¹x for the terms x of the law, Λ its priors. It depends on what was executed and not on what came of it, so
/// the use of an execution is known beforehand (Cohn, Ghahramani and Jordan, <i>Active learning with statistical models</i>, JAIR 4, 1996).
/// </summary>
internal sealed class PredictionVariance
{
    private readonly double[,] _inverse;

    /// <param name="penalties">Λ; 0 is taken as almost nothing.</param>
    internal PredictionVariance(double[] penalties)
    {
        const double least = 1e-6;
        _inverse = new double[penalties.Length, penalties.Length];
        for (var term = 0; term < penalties.Length; term++)
            _inverse[term, term] = 1 / Math.Max(penalties[term], least);
    }

    /// <summary>(XᵀX + Λ)⁻¹x.</summary>
    internal double[] Times(ReadOnlySpan<double> terms)
    {
        var product = new double[terms.Length];
        for (var row = 0; row < product.Length; row++)
            product[row] = Row(row, terms);
        return product;
    }

    /// <summary>Variance at a place.</summary>
    internal double At(ReadOnlySpan<double> terms) => Dot(Times(terms), terms);

    /// <summary>Learns that an execution is made, by the formula of Sherman and Morrison (1950).</summary>
    internal void Add(ReadOnlySpan<double> terms)
    {
        var direction = Times(terms);
        var scale = 1 / (1 + Dot(direction, terms));
        for (var row = 0; row < direction.Length; row++)
            for (var column = 0; column < direction.Length; column++)
                _inverse[row, column] -= scale * direction[row] * direction[column];
    }

    /// <summary>By how much the mean variance at some places falls when an execution is made.</summary>
    internal double Gain(ReadOnlySpan<double> terms, IReadOnlyList<double[]> places)
    {
        var direction = Times(terms);
        var sum = 0.0;
        foreach (var place in places)
            sum += Math.Pow(Dot(direction, place), 2);
        return sum / places.Count / (1 + Dot(direction, terms));
    }

    private double Row(int row, ReadOnlySpan<double> terms)
    {
        var sum = 0.0;
        for (var column = 0; column < terms.Length; column++)
            sum += _inverse[row, column] * terms[column];
        return sum;
    }

    private static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var sum = 0.0;
        for (var term = 0; term < one.Length; term++)
            sum += one[term] * other[term];
        return sum;
    }
}
