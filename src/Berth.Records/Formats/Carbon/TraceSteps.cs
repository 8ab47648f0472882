using Berth.Model.Units;

namespace Berth.Records.Formats.Carbon;

/// <summary>
/// Carbon intensities of a file as steps of a run's time. Beyond its end the file goes on a number of whole years of 52 weeks earlier, or of whole weeks, or of
/// whole days, whichever it is long enough for, so that the hour, the day of the week and the season stay right; a shorter file is simply repeated.
/// Before its beginning the same the other way round.
/// </summary>
internal static class TraceSteps
{
    private const long Day = 86_400_000_000_000, Week = 7 * Day, Year = 52 * Week;

    /// <summary>The steps from one moment of the run to another; 0 is the moment of the file that is the start of the run.</summary>
    internal static List<(long Start, CarbonIntensity Intensity)> Of(CarbonFile file, DateTimeOffset? start, long from, long until)
    {
        if (start < file.First || start >= file.End)
            throw new FormatException($"{file.Path}: the start {start:u} is outside of the trace, which goes from {file.First:u} to {file.End:u}");
        var origin = start is { } moment ? (moment - file.First).Ticks * 100 : 0;
        var period = Period(file.Length);
        var steps = new List<(long, CarbonIntensity)>();
        var starts = (List<long>)file.Starts;
        GridSeries.CountSteps((double)file.Length / starts.Count, Math.Max(0, until), Math.Max(0, -from), $"{file.Path}: steps");
        for (var time = from; time < until || steps.Count == 0;)
        {
            var place = Wrap(origin + time, file.Length, period);
            var found = starts.BinarySearch(place);
            var index = found >= 0 ? found : ~found - 1;
            steps.Add((time, new(file.Values[index])));
            time += (index + 1 < starts.Count ? starts[index + 1] : file.Length) - place;
        }
        return steps;
    }

    private static long Period(long length)
    {
        foreach (var unit in (long[])[Year, Week, Day])
            if (length >= unit)
                return length / unit * unit;
        return length;
    }

    private static long Wrap(long place, long length, long period)
    {
        if (place >= length)
            return place - ((place - length) / period + 1) * period;
        return place >= 0 ? place : place + (-place + period - 1) / period * period;
    }
}
