namespace Berth.Accounting.Statistics;

/// <summary>Student's t distribution with a whole number of degrees of freedom.</summary>
public static class StudentT
{
    /// <summary>P(T ≤ t) by the finite series of Abramowitz and Stegun 26.7.3 and 26.7.4, which are exact.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no degrees of freedom.</exception>
    public static double Cumulative(double t, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        var angle = Math.Atan2(t, Math.Sqrt(degrees));
        var (sine, cosine) = Math.SinCos(angle);
        var odd = degrees % 2 == 1;
        var term = odd ? cosine : 1;
        var sum = degrees == 1 ? 0 : term;
        for (var k = odd ? 3 : 2; k <= degrees - 2; k += 2)
        {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }
        var central = odd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
        return (1 + central) / 2;
    }

    /// <summary>The t with P(T ≤ t) = p, by bisection.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is not between 0 and 1, or there are no degrees of freedom.</exception>
    public static double Quantile(double p, int degrees)
    {
        if (!(p > 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), $"a quantile needs a probability between 0 and 1; {p} is not");
        if (p < 0.5)
            return -Quantile(1 - p, degrees);
        var high = 1.0;
        while (Cumulative(high, degrees) < p && high < 1e12)
            high *= 2;
        return Bisection.Solve(t => Cumulative(t, degrees), p, 0, high);
    }
}
