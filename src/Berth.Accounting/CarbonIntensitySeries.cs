using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>A carbon intensity over time, constant from each step until the next; the last step has no end.</summary>
public sealed class CarbonIntensitySeries
{
    private readonly long[] _starts;
    private readonly double[] _values;

    private CarbonIntensitySeries(long[] starts, double[] values) => (_starts, _values) = (starts, values);

    /// <summary>The same intensity always.</summary>
    public static CarbonIntensitySeries Constant(CarbonIntensity intensity) => new([long.MinValue], [intensity.GramsPerKilowattHour]);

    /// <summary>Steps by their start, in nanoseconds of the same clock as the samples.</summary>
    /// <exception cref="ArgumentException">There are none, or their starts do not ascend.</exception>
    public static CarbonIntensitySeries Steps(IReadOnlyList<(long Start, CarbonIntensity Intensity)> steps)
    {
        if (steps.Count == 0)
            throw new ArgumentException("a series of carbon intensities needs at least one step", nameof(steps));
        for (var at = 1; at < steps.Count; at++)
            if (steps[at].Start <= steps[at - 1].Start)
                throw new ArgumentException($"step {at + 1} of the carbon intensities does not start after the one before it", nameof(steps));
        return new([.. steps.Select(step => step.Start)], [.. steps.Select(step => step.Intensity.GramsPerKilowattHour)]);
    }

    /// <summary>The mean over an interval: the integral of the steps divided by its length in nanoseconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has no positive length or starts before the first step.</exception>
    public CarbonIntensity MeanOver(long start, long interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        if (start < _starts[0])
            throw new ArgumentOutOfRangeException(nameof(start), $"{start} ns is before the first carbon intensity, at {_starts[0]} ns");
        var end = start + interval;
        var found = Array.BinarySearch(_starts, start);
        var step = found >= 0 ? found : ~found - 1;
        if (step == _starts.Length - 1 || _starts[step + 1] >= end)
            return new(_values[step]);
        var integral = 0.0;
        for (; step < _starts.Length && _starts[step] < end; step++)
        {
            var until = step == _starts.Length - 1 ? end : Math.Min(end, _starts[step + 1]);
            integral += _values[step] * (until - Math.Max(start, _starts[step]));
        }
        return new(integral / interval);
    }
}
