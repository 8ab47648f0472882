using System.Globalization;
using Berth.Accounting;
using Berth.Model.Units;

namespace Berth.Learning.Tests;

/// <summary>Real data beside the repository; a test that needs what is absent is skipped.</summary>
internal static class RealData
{
    internal const long Hour = 3_600_000_000_000;

    internal static string Path(params string[] file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.Path.Combine([folder.FullName, "shared", "data", .. file]) is var path && File.Exists(path))
                return path;
        Assert.Skip($"needs ../shared/data/{string.Join('/', file)} beside the repository");
        return null!;
    }

    /// <summary>Hourly means of a trace of carbon intensities, first and last column; the clock is 0 at the given moment, or at the first of the trace.</summary>
    internal static CarbonIntensitySeries Hourly(string file, DateTime? zero = null)
    {
        var hours = new SortedDictionary<DateTime, (double Sum, int Count)>();
        foreach (var line in File.ReadLines(Path("carbon", file)).Skip(1))
            if (!line.EndsWith(','))
            {
                var hour = DateTime.ParseExact(line[..13], "yyyy-MM-dd HH", CultureInfo.InvariantCulture);
                var (sum, count) = hours.GetValueOrDefault(hour);
                hours[hour] = (sum + double.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture), count + 1);
            }
        var start = zero ?? hours.First().Key;
        return CarbonIntensitySeries.Steps([.. hours.Select(hour => ((hour.Key - start).Ticks * 100, new CarbonIntensity(hour.Value.Sum / hour.Value.Count)))]);
    }

    internal static CarbonIntensitySeries Series(Func<long, double> hours, int count, int first = 0) =>
        CarbonIntensitySeries.Steps([.. Enumerable.Range(first, count).Select(hour => (hour * Hour, new CarbonIntensity(hours(hour))))]);
}
