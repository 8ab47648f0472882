using Berth.Accounting;
using Berth.Model;
using Berth.Model.Units;

namespace Berth.Records.Formats.Carbon;

/// <summary>The carbon intensity of a grid over the time of a run.</summary>
public static class GridSeries
{
    /// <summary>Steps of a wave in one period: a day has steps of 5 minutes.</summary>
    public const int WaveSteps = 288;

    private const long MostSteps = 4_000_000;
    // Sums of three such times are still counted in nanoseconds.
    internal const long Longest = 50L * 365 * 86_400 * 1_000_000_000;

    /// <summary>The series from the start of the run, or from some time before it, until a horizon of at most 50 years; after it, its last value stays.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="horizon">Nanoseconds after the start that are of interest.</param>
    /// <param name="history">Nanoseconds before the start that are of interest, as to a forecast that learns.</param>
    /// <remarks>
    /// A trace that is too short is repeated (<see cref="TraceSteps"/>). A wave becomes steps with its exact means. A walk is drawn once for its bounds and step:
    /// two sites with the same walk have the same grid.
    /// </remarks>
    /// <exception cref="FormatException">The trace is not in a known layout, its start is outside of it, or it would be more than 4 million steps.</exception>
    /// <exception cref="IOException">The trace cannot be read.</exception>
    public static CarbonIntensitySeries Read(Grid grid, long horizon, long history = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        ArgumentOutOfRangeException.ThrowIfNegative(history);
        (horizon, history) = (Math.Min(horizon, Longest), Math.Min(history, Longest));
        if (grid.Trace is { } trace)
            return CarbonIntensitySeries.Steps(Averaged(trace, horizon, history));
        if (grid.Wave is { } wave)
            return CarbonIntensitySeries.Steps([.. WaveOf(grid.Intensity, wave, horizon, history)]);
        if (grid.Walk is { } walk)
            return CarbonIntensitySeries.Steps(CarbonWalks.Steps(walk, horizon, history));
        return CarbonIntensitySeries.Constant(grid.Intensity);
    }

    /// <summary>Refuses so many steps that they would not fit in memory.</summary>
    internal static void CountSteps(double length, long horizon, long history, string what)
    {
        if (((double)horizon + history) / length > MostSteps)
            throw new FormatException($"{what} of {new Duration(length * 1e-9)} over {new Duration(((double)horizon + history) * 1e-9)} are more than {MostSteps}; make the steps longer");
    }

    private static List<(long, CarbonIntensity)> Averaged(CarbonTrace trace, long horizon, long history)
    {
        var file = CarbonFile.Read(trace.Path);
        if (trace.Step is not { } step)
            return TraceSteps.Of(file, trace.Start, -history, horizon);
        var window = Math.Clamp(step.Nanoseconds, 1, file.Length);
        CountSteps(window, horizon, history, $"{trace.Path}: steps");
        var first = -((history + window - 1) / window) * window;
        var raw = CarbonIntensitySeries.Steps(TraceSteps.Of(file, trace.Start, first, horizon + window));
        var steps = new List<(long, CarbonIntensity)>();
        for (var start = first; start < horizon || steps.Count == 0; start += window)
            steps.Add((start, raw.MeanOver(start, window)));
        return steps;
    }

    private static IEnumerable<(long, CarbonIntensity)> WaveOf(CarbonIntensity mean, CarbonWave wave, long horizon, long history)
    {
        var period = Math.Clamp(wave.Period.Seconds * 1e9, 1, 1e30);
        var length = (long)Math.Max(Math.Max(1, period / WaveSteps), ((double)horizon + history) / 1e6);
        var half = Math.PI * length / period;
        // The mean of sin over a step is sin at its middle times this.
        var flattened = Math.Sin(half) / half;
        for (var start = -history; ; start += length)
        {
            var middle = 2 * Math.PI * (Math.IEEERemainder(start, period) / period) + half;
            yield return (start, new(Math.Max(0, mean.GramsPerKilowattHour + wave.Amplitude.GramsPerKilowattHour * flattened * Math.Sin(middle))));
            if (start >= horizon - length)
                yield break;
        }
    }
}
