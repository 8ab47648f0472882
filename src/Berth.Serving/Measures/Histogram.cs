namespace Berth.Serving.Measures;

/// <summary>Times in buckets, closest together around half a second, where services promise theirs.</summary>
public sealed class Histogram
{
    /// <summary>Upper bounds in seconds; what is longer is counted apart.</summary>
    internal static readonly double[] Bounds =
    [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.425, 0.45, 0.475, 0.5, 0.525, 0.55, 0.6, 0.7, 0.8, 1, 1.5, 2, 3, 5, 7.5, 10, 30,
    ];

    private readonly long[] _counts = new long[Bounds.Length + 1];

    internal long Count { get; private set; }

    internal double Sum { get; private set; }

    /// <summary>Counts a time.</summary>
    public void Add(double seconds)
    {
        var bucket = 0;
        while (bucket < Bounds.Length && seconds > Bounds[bucket])
            bucket++;
        _counts[bucket]++;
        Count++;
        Sum += seconds;
    }

    /// <summary>How many were at most as long as the bound of that number.</summary>
    internal long Cumulative(int bound) => _counts.AsSpan(0, bound + 1).ToArray().Sum();
}
