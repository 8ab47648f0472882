using System.Globalization;
using Berth.Model.Jobs;
using Berth.Model.Units;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Jobs;

/// <summary>
/// The Standard Workload Format of the Parallel Workloads Archive, version 2 (Chapin et al., JSSPP 1999;
/// https://www.cs.huji.ac.il/labs/parallel/workload/swf.html): 18 numbers a line, -1 is unknown, comments begin with <c>;</c>, by submit time.
/// </summary>
internal static class StandardWorkloadFormat
{
    private const int Fields = 18;
    // Indices of the fields in a line.
    private const int Number = 0, Submit = 1, RunTime = 3, Allocated = 4, UsedMemory = 6, Requested = 7, RequestedMemory = 9, Status = 10;

    internal static IEnumerable<Job> Read(string path, TraceNotes notes)
    {
        using var lines = new LineReader(path);
        var values = new double[Fields];
        var last = 0.0;
        while (lines.Read())
        {
            if (!Parse(lines, values))
                continue;
            var processors = values[Requested] > 0 ? values[Requested] : values[Allocated];
            // Lines of status 2 to 4 are parts of a job that has a line of its own.
            if (values[Status] is >= 2 and <= 4)
                notes.Skip("part of a checkpointed job");
            else if (values[RunTime] < 0 || processors <= 0)
                notes.Skip("never ran: no run time or no processors");
            else
            {
                if (values[Submit] < last)
                    throw Mistake.At(path, lines.Number, $"the job is submitted at {values[Submit]} s, before the one above it at {last} s", "sort the file by its second column");
                last = values[Submit];
                yield return Make(values, processors);
            }
        }
    }

    private static Job Make(double[] values, double processors)
    {
        var kilobytes = values[RequestedMemory] > 0 ? values[RequestedMemory] : Math.Max(0, values[UsedMemory]);
        return new(
            $"job-{values[Number].ToString("0", CultureInfo.InvariantCulture)}",
            new(values[Submit]),
            new(Limits.Cpu(processors)),
            new(kilobytes * Limits.Kibibyte * processors),
            default,
            new(values[RunTime]));
    }

    private static bool Parse(LineReader lines, double[] values)
    {
        var rest = MemoryExtensions.Trim((ReadOnlySpan<char>)lines.Line);
        if (rest.IsEmpty || rest[0] == ';')
            return false;
        for (var field = 0; field < Fields; field++)
        {
            if (rest.IsEmpty)
                throw Mistake.At(lines.Path, lines.Number, $"the line has {field} fields, not {Fields}", "write -1 for what is unknown");
            var length = rest.IndexOfAny(' ', '\t');
            var text = length < 0 ? rest : rest[..length];
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[field]) || !(Math.Abs(values[field]) <= Most(field)))
                throw Mistake.At(lines.Path, lines.Number, $"field {field + 1} is {Mistake.Quote(text)}", $"a number of at most {Mistake.Number(Most(field))} is expected");
            rest = MemoryExtensions.TrimStart(rest[text.Length..]);
        }
        if (values[Submit] < 0)
            throw Mistake.At(lines.Path, lines.Number, "the job has no submit time", "leave the line out");
        return true;
    }

    private static double Most(int field) => field switch
    {
        Submit or RunTime => Limits.Seconds,
        Allocated or Requested => Limits.Cores,
        UsedMemory or RequestedMemory => 1e12,
        _ => 1e15,
    };
}
