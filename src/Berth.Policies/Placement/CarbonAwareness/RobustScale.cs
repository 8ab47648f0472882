namespace Berth.Policies.Placement.CarbonAwareness;

/// <summary>Brings values to [0, 1] by their 5th and 95th percentiles, so that one extreme candidate does not flatten all others.</summary>
internal static class RobustScale
{
    private const double Low = 0.05, High = 0.95, LeastSpan = 1e-9;

    /// <summary>Scales in place: clamp((value − p5) / (p95 − p5)); 0 for all where the percentiles are less than 1e-9 apart.</summary>
    /// <param name="values">The values.</param>
    /// <param name="scratch">Room for as many.</param>
    internal static void Apply(Span<double> values, Span<double> scratch)
    {
        values.CopyTo(scratch);
        scratch.Sort();
        var low = Percentile(scratch, Low);
        var span = Percentile(scratch, High) - low;
        if (span < LeastSpan)
        {
            values.Clear();
            return;
        }
        foreach (ref var value in values)
            value = Math.Clamp((value - low) / span, 0, 1);
    }

    /// <summary>A percentile of ascending values, interpolated linearly between the two around part · (n − 1).</summary>
    internal static double Percentile(ReadOnlySpan<double> ascending, double part)
    {
        var position = part * (ascending.Length - 1);
        var below = Math.Min((int)position, Math.Max(0, ascending.Length - 2));
        return ascending.Length == 1 ? ascending[0] : ascending[below] + (position - below) * (ascending[below + 1] - ascending[below]);
    }
}
