using System.Globalization;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Carbon;

/// <summary>
/// A file of carbon intensities, each valid until the next; the last is valid as long as the shortest of them. Moments without an offset are UTC.
/// A moment without a value keeps the one before it.
/// </summary>
public sealed class CarbonFile
{
    // What may be missing before somebody has to decide what was there.
    private const double LongestGap = 86_400e9;
    private const double MostGrams = 10_000;
    private const long Tick = 100, Longest = 50L * 365 * 86_400 * 1_000_000_000;

    private readonly List<long> _starts = [];
    private readonly List<double> _values = [];

    private CarbonFile(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The first moment that has a value.</summary>
    public DateTimeOffset First { get; private set; }

    /// <summary>Where the last value ends.</summary>
    public DateTimeOffset End => First.AddTicks(Length / Tick);

    /// <summary>Nanoseconds from the first moment to the end.</summary>
    public long Length { get; private set; }

    /// <summary>Start of each value in nanoseconds from the first.</summary>
    public IReadOnlyList<long> Starts => _starts;

    /// <summary>The values in g/kWh.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>Reads a file; its layout is told by its header.</summary>
    /// <exception cref="FormatException">
    /// The header is unknown, a moment does not come after the one above it, a value is no number from 0 to 10000 g/kWh, or more than a day is missing; the message names file and line.
    /// </exception>
    public static CarbonFile Read(string path)
    {
        var file = new CarbonFile(path);
        using var table = new TableReader(path, "file of carbon intensities");
        file.ReadRows(table.Rows, CarbonLayout.Of(table));
        return file;
    }

    private void ReadRows(RowReader rows, CarbonLayout layout)
    {
        var last = -1L;
        var shortest = long.MaxValue;
        (long Length, long Start, int Line) gap = default;
        while (rows.Read())
        {
            var moment = Moment(rows, layout);
            if (rows.Field(layout.Value).IsEmpty && _starts.Count == 0)
                continue;
            if (_starts.Count == 0)
                First = moment;
            var start = (moment - First).Ticks is var ticks && ticks <= Longest / Tick ? ticks * Tick : throw rows.Error("the file covers more than 50 years", "check the year");
            if (start <= last)
                throw rows.Error($"{rows.Field(layout.Time)} does not come after the moment above it", "sort the file; where clocks were set back, write moments in UTC or with their offset");
            if (last >= 0)
                shortest = Math.Min(shortest, start - last);
            last = start;
            if (rows.Field(layout.Value).IsEmpty)
                continue;
            if (_starts.Count > 0 && start - _starts[^1] > gap.Length)
                gap = (start - _starts[^1], _starts[^1], rows.Line);
            _starts.Add(start);
            _values.Add(rows.Number(layout.Value, layout.ValueName, 0, MostGrams / layout.GramsPerUnit) * layout.GramsPerUnit);
        }
        if (_starts.Count == 0)
            throw Mistake.At(Path, 0, "there is no carbon intensity in the file", "check the path");
        if (gap.Length > Math.Max(LongestGap, 2.0 * shortest))
            throw Mistake.At(Path, gap.Line, $"there is nothing between {First.AddTicks(gap.Start / Tick):u} and this line", "fill the gap, or use a part of the file without one");
        Length = last + (shortest == long.MaxValue ? 3_600_000_000_000 : shortest);
    }

    private static DateTimeOffset Moment(RowReader rows, CarbonLayout layout)
    {
        var text = rows.Field(layout.Time);
        // Years first: nothing else is understood the same everywhere.
        if (text.Length >= 10 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            return moment.ToUniversalTime();
        throw rows.Error($"'{layout.TimeName}' is {Mistake.Quote(text)}, not a moment", "write it as 2020-06-01T00:00:00Z");
    }
}
