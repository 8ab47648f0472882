using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>
/// A carbon intensity over time, constant from each step until the next; the last step has no end. Means cost O(1) where the steps have
/// equal lengths and O(log n) where they do not, however long the interval is.
/// </summary>
public sealed class CarbonIntensitySeries
{
    /// <summary>Up to so many steps are summed one by one: the difference of two integrals over the whole series has lost too many digits for a short interval.</summary>
    private const int SummedSteps = 8;

    private readonly long[] _starts;
    private readonly double[] _values;

    /// <summary>The integral from the first step to each, in g/kWh · ns.</summary>
    private readonly double[] _integrals;

    /// <summary>Length of every step but the last; 0 where they differ.</summary>
    private readonly long _regular;

    private CarbonIntensitySeries(long[] starts, double[] values)
    {
        (_starts, _values, _integrals) = (starts, values, new double[starts.Length]);
        _regular = starts.Length > 1 ? starts[1] - starts[0] : 0;
        for (var at = 1; at < starts.Length; at++)
        {
            var length = starts[at] - starts[at - 1];
            _integrals[at] = _integrals[at - 1] + values[at - 1] * length;
            if (length != _regular)
                _regular = 0;
        }
    }

    /// <summary>Number of steps, at least one.</summary>
    public int Count => _starts.Length;

    /// <summary>Start of the first step, nanoseconds; <see cref="long.MinValue"/> for a constant.</summary>
    public long First => _starts[0];

    /// <summary>Start of a step, nanoseconds.</summary>
    public long StartOf(int step) => _starts[step];

    /// <summary>Intensity in a step.</summary>
    public CarbonIntensity ValueOf(int step) => new(_values[step]);

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

    /// <summary>The step in force at a moment.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is before the first step.</exception>
    public int StepAt(long moment)
    {
        if (moment < _starts[0])
            throw new ArgumentOutOfRangeException(nameof(moment), $"{moment} ns is before the first carbon intensity, at {_starts[0]} ns");
        if (_starts.Length == 1)
            return 0;
        if (_regular > 0)
            return (int)Math.Min((moment - _starts[0]) / _regular, _starts.Length - 1);
        var found = Array.BinarySearch(_starts, moment);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The mean over an interval: the integral of the steps divided by its length in nanoseconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has no positive length or starts before the first step.</exception>
    public CarbonIntensity MeanOver(long start, long interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        var end = start + interval;
        var first = StepAt(start);
        if (first == _starts.Length - 1 || _starts[first + 1] >= end)
            return new(_values[first]);
        var last = StepAt(end - 1);
        var integral = _values[first] * (_starts[first + 1] - start) + _values[last] * (end - _starts[last]);
        if (last - first > SummedSteps)
            integral += _integrals[last] - _integrals[first + 1];
        else
            for (var step = first + 1; step < last; step++)
                integral += _values[step] * (_starts[step + 1] - _starts[step]);
        return new(integral / interval);
    }
}
