namespace Berth.Accounting.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>Φ(x) by the series of Abramowitz and Stegun 26.2.11, to about 1e-15 for |x| ≤ 8.</summary>
    public static double Cumulative(double x)
    {
        if (Math.Abs(x) > 8)
            return x < 0 ? 0 : 1;
        var (sum, term) = (x, x);
        for (var odd = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); odd += 2)
            sum += term *= x * x / odd;
        return 0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }

    /// <summary>The x with Φ(x) = p, by bisection, for 1e-15 &lt; p &lt; 1 − 1e-15.</summary>
    public static double Quantile(double p)
    {
        if (!(p > 1e-15 && p < 1 - 1e-15))
            throw new ArgumentOutOfRangeException(nameof(p), $"a quantile needs a probability between 0 and 1; {p} is not");
        return Bisection.Solve(Cumulative, p, -8, 8);
    }
}
