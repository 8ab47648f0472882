namespace Berth.Records.Timelines;

/// <summary>
/// Joins many series with many windows of time: where in a series each window begins and ends, and some points between. The moments of the windows are sorted
/// once; each series is then walked through once beside them, so n samples and m windows take O(n + m) after O(m log m).
/// </summary>
public sealed class WindowJoin
{
    private readonly long[] _moments;
    private readonly int[] _slots;

    /// <summary>Prepares windows for any number of series.</summary>
    /// <param name="windows">The windows; they may overlap and have any order.</param>
    /// <param name="points">Moments of each window that are asked for, in equal steps from its start to its end; at least 2.</param>
    /// <exception cref="ArgumentException">A window ends before it starts, or there are too few points.</exception>
    public WindowJoin(IReadOnlyList<TimeWindow> windows, int points = 2)
    {
        if (points < 2)
            throw new ArgumentException($"a window has at least 2 points, not {points}", nameof(points));
        (Windows, Points) = (windows, points);
        _moments = new long[windows.Count * Stride];
        _slots = new int[_moments.Length];
        for (var window = 0; window < windows.Count; window++)
        {
            var (start, end) = windows[window];
            if (end < start)
                throw new ArgumentException($"window {window} ends at {end}, before it starts at {start}", nameof(windows));
            // What is before the start is not within.
            _moments[window * Stride] = start == long.MinValue ? start : start - 1;
            for (var point = 0; point < points; point++)
                _moments[window * Stride + 1 + point] = MomentOf(window, point);
        }
        for (var slot = 0; slot < _slots.Length; slot++)
            _slots[slot] = slot;
        Array.Sort((long[])_moments.Clone(), _slots);
    }

    /// <summary>The windows.</summary>
    public IReadOnlyList<TimeWindow> Windows { get; }

    /// <summary>Points of each window.</summary>
    public int Points { get; }

    internal int Stride => Points + 1;

    /// <summary>The moment of a point of a window.</summary>
    /// <param name="window">Number of the window, from 0.</param>
    /// <param name="point">Number of the point: 0 is the start, <see cref="Points"/> - 1 the end.</param>
    public long MomentOf(int window, int point)
    {
        var (start, end) = Windows[window];
        return (long)(start + ((Int128)end - start) * point / (Points - 1));
    }

    /// <summary>Reads a series at the windows.</summary>
    /// <param name="timeline">Its samples.</param>
    /// <param name="limit">Age in nanoseconds above which a sample says nothing about a moment.</param>
    public WindowReadings Read(Timeline timeline, long limit)
    {
        var moments = timeline.Moments;
        var located = new int[_slots.Length];
        var last = -1;
        foreach (var slot in _slots)
        {
            while (last + 1 < moments.Length && moments[last + 1] <= _moments[slot])
                last++;
            located[slot] = last;
        }
        return new(this, timeline, located, limit);
    }
}
