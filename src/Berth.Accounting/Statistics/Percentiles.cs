namespace Berth.Accounting.Statistics;

/// <summary>Exact percentiles by the nearest-rank method: the smallest value that at least p percent of the sample do not exceed.</summary>
public static class Percentiles
{
    /// <summary>One percentile of a sample in ascending order, of which some more members are infinitely large.</summary>
    /// <param name="ascending">The finite values, in ascending order.</param>
    /// <param name="percentile">Above 0, at most 100.</param>
    /// <param name="infinite">How many more members are larger than any value: lost items.</param>
    /// <returns>A value of the sample; positive infinity when the rank falls on an infinite member.</returns>
    /// <exception cref="ArgumentException">The sample is empty or the percentile out of range.</exception>
    public static double NearestRank(ReadOnlySpan<double> ascending, double percentile, int infinite = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(infinite);
        if (!(percentile > 0 && percentile <= 100))
            throw new ArgumentOutOfRangeException(nameof(percentile), $"a percentile is above 0 and at most 100; {percentile} is not");
        var count = ascending.Length + infinite;
        if (count == 0)
            throw new ArgumentException("an empty sample has no percentiles", nameof(ascending));
        var rank = Rank(percentile, count);
        return rank <= ascending.Length ? ascending[rank - 1] : double.PositiveInfinity;
    }

    /// <summary>
    /// ⌈p/100 · n⌉. In doubles p · n / 100 may come out a hair above an integer (99.9 · 1000 / 100 does), so a hair is taken off first.
    /// </summary>
    private static int Rank(double percentile, int count)
    {
        var exact = percentile * count / 100;
        return Math.Clamp((int)Math.Ceiling(exact - 1e-9 * Math.Max(1, exact)), 1, count);
    }
}
