using Berth.Model.Jobs;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Jobs;

/// <summary>
/// The traces of Bitbrains' virtual machines (Shen et al., CCGrid 2015; GWA-T-12): a folder with one file a machine, a sample every 300 s,
/// columns separated by <c>;</c> and tabs. The time stamps are labelled as milliseconds and are seconds; real milliseconds are told apart by their size.
/// </summary>
public static class Bitbrains
{
    // Seconds of this size would be the year 5138.
    private const double LeastMilliseconds = 1e11;
    private const double Interval = 300;

    private const string Kind = "file of a Bitbrains machine (Timestamp [ms];CPU cores;CPU capacity provisioned [MHZ];…)";

    /// <summary>The samples of one machine, by time.</summary>
    /// <exception cref="FormatException">The file is not in the format; the message names file and line.</exception>
    public static IEnumerable<VmSample> ReadSamples(string path)
    {
        using var table = new TableReader(path, Kind, ';');
        var rows = table.Rows;
        int time = table.Column("Timestamp [ms]", "Timestamp"), cores = table.Column("CPU cores"), capacity = table.Column("CPU capacity provisioned [MHZ]");
        int usage = table.Column("CPU usage [MHZ]"), memory = table.Column("Memory capacity provisioned [KB]"), used = table.Column("Memory usage [KB]");
        var last = double.NegativeInfinity;
        while (rows.Read())
        {
            var moment = rows.Number(time, "Timestamp [ms]", 0, Limits.Seconds * 1000);
            if (moment >= LeastMilliseconds)
                moment /= 1000;
            if (moment <= last || moment > Limits.Seconds)
                throw rows.Error($"the sample at {moment} s does not come after the one above it", "sort the file by its time and keep each sample once");
            last = moment;
            var provisioned = rows.Number(cores, "CPU cores", 0, Limits.Cores);
            var most = rows.Number(capacity, "CPU capacity provisioned [MHZ]", 0, 1e12);
            var megahertz = rows.Number(usage, "CPU usage [MHZ]", 0, 1e12);
            yield return new(
                new(moment),
                new(provisioned),
                new(most > 0 ? Math.Min(1, megahertz / most) * provisioned : 0),
                new(rows.Number(memory, "Memory capacity provisioned [KB]", 0, Limits.Bytes / Limits.Kibibyte) * Limits.Kibibyte),
                new(rows.Number(used, "Memory usage [KB]", 0, Limits.Bytes / Limits.Kibibyte) * Limits.Kibibyte));
        }
    }

    /// <summary>A job for each machine of a folder (or of one file): from its first sample to its last, with the most that it was given.</summary>
    internal static IEnumerable<Job> Read(string path, TraceNotes notes)
    {
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.csv") : [path];
        if (files.Length == 0)
            throw Mistake.At(path, 0, "there is no .csv file in this folder", "name the folder that has a file for each machine");
        Array.Sort(files, StringComparer.Ordinal);
        return Sorted.ByArrival(files.Select(file => Machine(file, notes)).OfType<Job>());
    }

    private static Job? Machine(string path, TraceNotes notes)
    {
        double first = double.NaN, last = 0, cores = 0, memory = 0;
        foreach (var sample in ReadSamples(path))
        {
            if (double.IsNaN(first))
                first = sample.Moment.Seconds;
            last = sample.Moment.Seconds;
            cores = Math.Max(cores, sample.Provisioned.Cores);
            memory = Math.Max(memory, sample.MemoryProvisioned.Bytes);
        }
        if (double.IsNaN(first))
        {
            notes.Skip("a machine without a sample");
            return null;
        }
        return new($"vm-{Path.GetFileNameWithoutExtension(path)}", new(first), new(Limits.Cpu(cores)), new(memory), default, new(last - first + Interval), Class: "vm");
    }
}
