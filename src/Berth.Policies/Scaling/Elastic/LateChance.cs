using Berth.Accounting.Statistics;

namespace Berth.Policies.Scaling.Elastic;

/// <summary>
/// The chance that a request which comes after some time is late. Unfinished work is taken as Brownian motion that is reflected at 0, whose distribution at every moment is
/// known (Harrison, Brownian Motion and Stochastic Flow Systems, 1985, section 1.9): with drift m a second, variance v a second and x at the start,
/// P(X(t) &gt; y) = Φ((x − y + m·t) / √(v·t)) + e^(2·m·y/v) · Φ((−x − y − m·t) / √(v·t)).
/// </summary>
internal static class LateChance
{
    /// <summary>P(X(t) &gt; y).</summary>
    /// <param name="start">x, at least 0.</param>
    /// <param name="drift">m.</param>
    /// <param name="variance">v, at least 0.</param>
    /// <param name="time">t, at least 0.</param>
    /// <param name="level">y.</param>
    internal static double Above(double start, double drift, double variance, double time, double level)
    {
        if (level <= 0)
            return 1;
        var spread = Math.Sqrt(variance * time);
        if (spread < 1e-9)
            return Math.Max(0, start + drift * time) > level ? 1 : 0;
        var direct = Normal.Cumulative((start - level + drift * time) / spread);
        var exponent = 2 * drift * level / variance;
        return Math.Min(1, direct + (exponent < -50 ? 0 : Scaled(exponent, (-start - level - drift * time) / spread)));
    }

    /// <summary>
    /// e^a · Φ(z), where with an upward drift the one is huge and the other tiny. Far out by Φ(z) = φ(z) / (−z + 1/(−z + 2/(−z + …))) (Abramowitz and Stegun, 26.2.14), which
    /// has all its digits there.
    /// </summary>
    private static double Scaled(double exponent, double deviations)
    {
        if (deviations > -6)
            return Math.Exp(Math.Min(exponent + Math.Log(Normal.Cumulative(deviations)), 0));
        var fraction = -deviations;
        for (var term = 30; term >= 1; term--)
            fraction = term / fraction - deviations;
        return Math.Exp(Math.Min(exponent - deviations * deviations / 2, 0)) / (fraction * Math.Sqrt(2 * Math.PI));
    }
}
