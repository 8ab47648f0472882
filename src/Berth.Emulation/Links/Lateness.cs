namespace Berth.Emulation.Links;

/// <summary>How late timed deliveries were: a histogram in microseconds without allocation.</summary>
internal sealed class Lateness
{
    private const int Buckets = 20_000;
    private readonly long[] counts = new long[Buckets + 1];

    internal long Count { get; private set; }

    /// <summary>The latest delivery in µs.</summary>
    internal double Max { get; private set; }

    internal void Add(long nanoseconds)
    {
        Count++;
        Max = Math.Max(Max, nanoseconds / 1000.0);
        counts[Math.Clamp(nanoseconds / 1000, 0, Buckets)]++;
    }

    /// <summary>The quantile in µs; 0 without deliveries.</summary>
    internal double Quantile(double q)
    {
        var rank = (long)Math.Ceiling(q * Count);
        for (var i = 0; i <= Buckets; i++)
            if ((rank -= counts[i]) <= 0)
                return i;
        return Buckets;
    }
}
