using Berth.Model.Files;
using Berth.Model.Jobs;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Jobs;

/// <summary>
/// Traces of jobs in the formats of other tools. Reading streams: jobs come by arrival while the file is read. Formats that are in no order (<c>openb</c>,
/// <c>workloads</c>) or need a look at every file (<c>bitbrains</c>) are held in memory first.
/// </summary>
public static class JobTraces
{
    private static readonly Dictionary<string, Func<string, TraceNotes, IEnumerable<Job>>> Readers = new()
    {
        ["swf"] = StandardWorkloadFormat.Read,
        ["openb"] = OpenbPods.Read,
        ["bitbrains"] = Bitbrains.Read,
        ["arrivals"] = ArrivalsCsv.Read,
        ["workloads"] = WorkloadsCsv.Read,
        ["pods"] = PodsCsv.Read,
    };

    /// <summary>Names of the formats.</summary>
    public static IReadOnlyCollection<string> Formats => Readers.Keys;

    /// <summary>The jobs from the start that is asked for, by arrival; time 0 is that start.</summary>
    /// <param name="file">The trace.</param>
    /// <param name="notes">Told what was left out and why; null if nobody asks.</param>
    /// <exception cref="ArgumentException">The format is unknown.</exception>
    /// <exception cref="FormatException">While reading: the file is not in the format. The message is <c>file:line: what (what to do)</c>.</exception>
    /// <exception cref="IOException">While reading: the file cannot be read.</exception>
    public static IEnumerable<Job> Read(TraceFile file, TraceNotes? notes = null)
    {
        if (!Readers.TryGetValue(file.Format, out var read))
            throw new ArgumentException($"there is no format of job traces '{file.Format}' ({Spelling.Suggest(file.Format, Readers.Keys)})", nameof(file));
        return From(file, read(file.Path, notes ?? new()));
    }

    private static IEnumerable<Job> From(TraceFile file, IEnumerable<Job> jobs)
    {
        foreach (var job in jobs)
        {
            var arrival = (job.Arrival.Seconds - file.Start.Seconds) * file.Stretch;
            if (arrival < 0)
                continue;
            if (arrival > Limits.Seconds)
                throw new FormatException($"{file.Path}: {job.Name} arrives {arrival:G6} s after the start (stretch by less than {file.Stretch})");
            yield return arrival == job.Arrival.Seconds ? job : job with { Arrival = new(arrival) };
        }
    }
}
