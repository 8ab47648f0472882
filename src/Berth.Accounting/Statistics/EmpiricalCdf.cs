namespace Berth.Accounting.Statistics;

/// <summary>The empirical distribution function of a sample.</summary>
public static class EmpiricalCdf
{
    private const int Exact = 20;

    /// <summary>
    /// Points of the step function, each exactly on it: all of them while they are few; else the outermost twenty ranks of each tail,
    /// ranks at growing distances from both ends, and even distances between. Infinite members keep the curve below 1.
    /// </summary>
    /// <param name="ascending">The finite values, in ascending order.</param>
    /// <param name="infinite">How many more members are larger than any value.</param>
    /// <param name="most">Largest number of points, at least 100.</param>
    public static IReadOnlyList<CdfPoint> Points(ReadOnlySpan<double> ascending, int infinite = 0, int most = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 100);
        var total = (double)ascending.Length + infinite;
        var points = new List<CdfPoint>();
        foreach (var rank in Ranks(ascending.Length, most))
            points.Add(new(ascending[rank - 1], Last(ascending, rank) / total));
        return [.. points.DistinctBy(point => point.Value)];
    }

    /// <summary>The last rank that has the same value.</summary>
    private static int Last(ReadOnlySpan<double> ascending, int rank)
    {
        var (low, high) = (rank, ascending.Length);
        while (low < high)
        {
            var middle = low + (high - low + 1) / 2;
            if (ascending[middle - 1] == ascending[rank - 1])
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    private static IEnumerable<int> Ranks(int count, int most)
    {
        if (count <= most)
            return Enumerable.Range(1, count);
        var ranks = new SortedSet<int>();
        for (var rank = 1; rank <= Exact; rank++)
            Both(rank);
        var growing = (most - 2 * Exact) / 4;
        var factor = Math.Pow(count / 2.0 / Exact, 1.0 / growing);
        var distance = (double)Exact;
        for (var step = 0; step < growing; step++)
            Both((int)(distance *= factor));
        var even = most - ranks.Count;
        for (var step = 1; step <= even; step++)
            ranks.Add(Math.Clamp((int)Math.Round(step * (double)count / (even + 1)), 1, count));
        return ranks;

        void Both(int rank)
        {
            ranks.Add(Math.Clamp(rank, 1, count));
            ranks.Add(Math.Clamp(count + 1 - rank, 1, count));
        }
    }
}
