using System.Globalization;
using Berth.Accounting;
using Berth.Accounting.Estimators;
using Berth.Model.Files;
using Berth.Model.Units;
using Berth.Records.Formats.Carbon;

namespace Berth.Output;

/// <summary>Where and when a computation could run. The clock counts nanoseconds from 1970.</summary>
/// <param name="Locations">The places.</param>
/// <param name="Starts">The starts.</param>
/// <param name="Timed">Whether the start matters: a place has intensities over time.</param>
/// <param name="Files">The files behind the places.</param>
internal sealed record WhatIfPlaces(IReadOnlyList<LocationOption> Locations, IReadOnlyList<long> Starts, bool Timed, IReadOnlyList<CarbonFile> Files)
{
    /// <summary>Name of the world's mean.</summary>
    private const string World = "world";

    /// <summary>Yearly means by name; measured series go before the constants of Green Algorithms.</summary>
    internal static IReadOnlyDictionary<string, CarbonIntensity> Zones { get; } = CarbonZones.Means
        .Concat(GreenAlgorithmsData.Countries.Where(country => !CarbonZones.Means.ContainsKey(country.Key)))
        .Append(new(World, GreenAlgorithmsData.World))
        .OrderBy(zone => zone.Key, StringComparer.Ordinal)
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">A zone or a start is none, or a start lies outside of a trace.</exception>
    /// <exception cref="FormatException">A trace is in no known layout.</exception>
    internal static WhatIfPlaces Read(IReadOnlyList<string> zones, IReadOnlyList<string> traces, IReadOnlyList<string> starts, double pue)
    {
        var files = traces.Select(CarbonFile.Read).ToList();
        var moments = starts.Select(Moment).ToList();
        if (moments.Count == 0)
            moments.Add(files.Count == 0 ? DateTimeOffset.UnixEpoch : files.Max(file => file.First));
        var names = zones.Count + traces.Count == 0 ? [World] : zones;
        return new(
            [.. names.Select(name => Zone(name, pue)), .. files.Select(file => new LocationOption(Path.GetFileNameWithoutExtension(file.Path), Series(file), pue))],
            [.. moments.Select(Nanoseconds)],
            files.Count > 0,
            files);
    }

    /// <exception cref="ArgumentException">A run of so many seconds goes on after the end of a trace, or begins before it.</exception>
    internal void CheckLength(double seconds)
    {
        foreach (var file in Files)
            foreach (var start in Starts)
                if (start < Nanoseconds(file.First) || start + seconds * 1e9 > Nanoseconds(file.End))
                    throw new ArgumentException(
                        $"{file.Path} covers {file.First:yyyy-MM-dd HH:mm}Z to {file.End:yyyy-MM-dd HH:mm}Z; a run of {seconds:0.#} s from {Text(start)} does not lie within: give another --start");
    }

    internal static string Text(long start) => DateTimeOffset.UnixEpoch.AddTicks(start / 100).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static LocationOption Zone(string name, double pue) => Zones.TryGetValue(name, out var mean)
        ? new(name, CarbonIntensitySeries.Constant(mean), pue)
        : throw new ArgumentException($"there is no zone '{name}': {Spelling.Suggest(name, [.. Zones.Keys])}; a place of your own is a --trace");

    private static CarbonIntensitySeries Series(CarbonFile file) =>
        CarbonIntensitySeries.Steps([.. file.Starts.Zip(file.Values, (start, value) => (Nanoseconds(file.First) + start, new CarbonIntensity(value)))]);

    private static DateTimeOffset Moment(string text) =>
        text.Length >= 10 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment.Year is > 1970 and < 2200
            ? moment : throw new ArgumentException($"--start {text} is no moment such as 2020-06-01T13:00Z, of a year from 1971 to 2199");

    private static long Nanoseconds(DateTimeOffset moment) => (moment - DateTimeOffset.UnixEpoch).Ticks * 100;
}
