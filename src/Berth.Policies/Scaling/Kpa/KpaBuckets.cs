namespace Berth.Policies.Scaling.Kpa;

/// <summary>
/// A value for each second of a window that moves, and its average, by the rules of Knative Serving (<c>pkg/autoscaler/aggregation/bucketing.go</c>).
/// </summary>
/// <param name="window">Seconds of the window.</param>
public sealed class KpaBuckets(int window)
{
    private readonly double[] _values = new double[window];
    private long? _first;
    private long _last;

    /// <summary>Adds to the value of a second. Seconds that are left out are 0, but after a whole window without any it begins anew.</summary>
    public void Record(long second, double value)
    {
        if (_first is null || second - _last >= window)
        {
            Array.Clear(_values);
            (_first, _last) = (second, second);
        }
        if (second <= _last - window)
            return;
        for (; _last < second; _last++)
            _values[At(_last + 1)] = 0;
        _first = Math.Min(_first.Value, second);
        _values[At(second)] += value;
    }

    /// <summary>Whether nothing is known: no second of the window that ends with this one, nor the one before it.</summary>
    public bool IsEmpty(long second) => _first is null || second - _last > window;

    /// <summary>
    /// The average over the window that ends with a second, rounded down to a millionth. It divides by the seconds from the first to the last that are known, so
    /// neither the time before the first nor that after the last makes it smaller.
    /// </summary>
    public double Average(long second)
    {
        if (_first is not { } first || second - _last >= window)
            return 0;
        var from = Math.Max(first, Math.Max(second, _last) - window + 1);
        var (sum, at) = (0.0, At(from));
        for (var left = _last - from; left >= 0; left--)
        {
            sum += _values[at];
            at = at + 1 == window ? 0 : at + 1;
        }
        return Math.Floor(sum / (_last - from + 1) * 1e6) / 1e6;
    }

    /// <summary>What is known: the values of the seconds from the first to the last; null while there are none.</summary>
    public KpaWindow? Known()
    {
        if (_first is not { } first)
            return null;
        var from = Math.Max(first, _last - window + 1);
        var values = new double[_last - from + 1];
        for (var at = 0; at < values.Length; at++)
            values[at] = _values[At(from + at)];
        return new(from, values);
    }

    /// <summary>Records what was known elsewhere.</summary>
    public void Record(KpaWindow known)
    {
        for (var at = 0; at < known.Values.Count; at++)
            Record(known.First + at, known.Values[at]);
    }

    private int At(long second) => (int)((second % window + window) % window);
}

/// <summary>Values of successive seconds.</summary>
/// <param name="First">The second of the first of them.</param>
/// <param name="Values">The values.</param>
public sealed record KpaWindow(long First, IReadOnlyList<double> Values);
