using System.Globalization;
using Berth.Model.Jobs;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Jobs;

/// <summary><c>id,submit,cpu,mem,duration,tag</c> of KubEnergySched (https://github.com/g-uva/KubEnergySched): RFC 3339, cores, GiB, seconds; in any order.</summary>
internal static class WorkloadsCsv
{
    private static readonly string[] Columns = ["id", "submit", "cpu", "mem", "duration", "tag"];

    internal static IEnumerable<Job> Read(string path, TraceNotes notes) => Sorted.ByArrival(ReadRows(path));

    private static IEnumerable<Job> ReadRows(string path)
    {
        using var table = new TableReader(path, "file of workloads (id,submit,cpu,mem,duration,tag)", ',', Columns);
        var rows = table.Rows;
        int id = table.Column("id"), submit = table.Column("submit", "submit_time"), cpu = table.Column("cpu");
        int memory = table.Column("mem"), duration = table.Column("duration"), tag = table.Find("tag");
        var names = new Names(rows);
        while (rows.Read())
            yield return new(
                names.Take(rows.Field(id)),
                new(Moment(rows, submit)),
                new(Limits.Cpu(rows.Number(cpu, "cpu", 0, Limits.Cores))),
                new(rows.Number(memory, "mem", 0, Limits.Bytes / Limits.Gibibyte) * Limits.Gibibyte),
                default,
                new(rows.Number(duration, "duration", 0, Limits.Seconds)),
                Class: rows.Field(tag).ToString());
    }

    private static double Moment(RowReader rows, int submit)
    {
        var text = rows.Field(submit);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment.Year is >= 1970 and <= 2090)
            return (moment - DateTimeOffset.UnixEpoch).TotalSeconds;
        throw rows.Error($"'submit' is {Mistake.Quote(text)}, no moment from 1970 to 2090", "write it as 2025-06-01T12:00:00Z");
    }
}
