namespace Berth.Accounting.Statistics;

/// <summary>The empirical distribution function of a sample.</summary>
public static class EmpiricalCdf
{
    private const int Exact = 20;

    /// <summary>
    /// Points of the step function, each exactly on it: all of them while they are few; else the outermost twenty ranks of each tail,
    /// ranks at growing distances from both ends, and the largest gaps between them halved. Infinite members keep the curve below 1.
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
        var steps = (most - 2 * Exact) / 8;
        var factor = Math.Pow(count / 2.0 / Exact, 1.0 / steps);
        var distance = (double)Exact;
        for (var step = 0; step < steps; step++)
            Both((int)(distance *= factor));
        SplitLargestGaps(ranks, most);
        return ranks;

        void Both(int rank)
        {
            ranks.Add(Math.Clamp(rank, 1, count));
            ranks.Add(Math.Clamp(count + 1 - rank, 1, count));
        }
    }

    private static void SplitLargestGaps(SortedSet<int> ranks, int most)
    {
        var gaps = new PriorityQueue<(int From, int To), int>(ranks.Zip(ranks.Skip(1), (from, to) => ((from, to), from - to)));
        while (ranks.Count < most)
        {
            var (from, to) = gaps.Dequeue();
            var middle = from + (to - from) / 2;
            ranks.Add(middle);
            gaps.Enqueue((from, middle), from - middle);
            gaps.Enqueue((middle, to), middle - to);
        }
    }
}
