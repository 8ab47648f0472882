using System.Globalization;
using Berth.Model.Jobs;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Jobs;

/// <summary><c>arrival_time,length,cpus</c> in seconds and cores, by arrival: the layout of GAIA (Hanafy et al., ASPLOS 2024; https://github.com/umassos/GAIA).</summary>
internal static class ArrivalsCsv
{
    private static readonly string[] Columns = ["arrival_time", "length", "cpus"];

    internal static IEnumerable<Job> Read(string path, TraceNotes notes)
    {
        using var table = new TableReader(path, "file of arrivals (arrival_time,length,cpus)", ',', Columns);
        var rows = table.Rows;
        int arrival = table.Column("arrival_time", "arrival"), length = table.Column("length"), cpus = table.Column("cpus", "cpu");
        double last = 0;
        for (var number = 1; rows.Read(); number++)
        {
            var time = rows.Number(arrival, "arrival_time", 0, Limits.Seconds);
            if (time < last)
                throw rows.Error($"the job arrives at {time} s, before the one above it at {last} s", "sort the file by its arrival time");
            last = time;
            yield return new(
                $"job-{number.ToString(CultureInfo.InvariantCulture)}",
                new(time),
                new(Limits.Cpu(rows.Number(cpus, "cpus", 0, Limits.Cores))),
                default,
                default,
                new(rows.Number(length, "length", 0, Limits.Seconds)));
        }
    }
}
