namespace Berth.Records.Timelines;

/// <summary>The samples of one series in the order of their moments; of samples with one moment the later one given is the later.</summary>
public sealed class Timeline
{
    private readonly long[] _moments;
    private readonly double[] _values;
    private readonly Lazy<double[]> _increases;

    /// <summary>Takes samples as parallel lists, in any order.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public Timeline(IReadOnlyList<long> moments, IReadOnlyList<double> values)
    {
        if (moments.Count != values.Count)
            throw new ArgumentException($"there are {moments.Count} moments but {values.Count} values", nameof(values));
        (_moments, _values) = ([.. moments], [.. values]);
        if (!InOrder(_moments))
        {
            // The place decides between equal moments, because Array.Sort may exchange equals.
            var places = new (long Moment, int Place)[_moments.Length];
            for (var place = 0; place < places.Length; place++)
                places[place] = (_moments[place], place);
            Array.Sort(places, _values);
            for (var place = 0; place < places.Length; place++)
                _moments[place] = places[place].Moment;
        }
        _increases = new(SumIncreases);
    }

    /// <summary>Number of samples.</summary>
    public int Count => _moments.Length;

    /// <summary>Moments, nanoseconds, none before the one before it.</summary>
    public ReadOnlySpan<long> Moments => _moments;

    /// <summary>Values of the samples.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Median distance of samples that follow each other, nanoseconds: the interval of the scrapes; 0 with fewer than two.</summary>
    public long TypicalInterval()
    {
        if (Count < 2)
            return 0;
        var distances = new long[Count - 1];
        for (var place = 0; place < distances.Length; place++)
            distances[place] = _moments[place + 1] - _moments[place];
        Array.Sort(distances);
        return distances[distances.Length / 2];
    }

    /// <summary>
    /// By how much a counter grew until each sample since the first. A counter that shows less than before has started anew at 0, so what it shows was added,
    /// as PromQL's <c>increase</c> has it; values that are no numbers are passed over.
    /// </summary>
    internal ReadOnlySpan<double> Increases => _increases.Value;

    private double[] SumIncreases()
    {
        var sums = new double[Count];
        double sum = 0, last = double.NaN;
        for (var place = 0; place < sums.Length; place++)
        {
            var value = _values[place];
            if (double.IsFinite(value))
            {
                sum += double.IsNaN(last) ? 0 : value >= last ? value - last : value;
                last = value;
            }
            sums[place] = sum;
        }
        return sums;
    }

    private static bool InOrder(long[] moments)
    {
        for (var place = 1; place < moments.Length; place++)
            if (moments[place] < moments[place - 1])
                return false;
        return true;
    }
}
