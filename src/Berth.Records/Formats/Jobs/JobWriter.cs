using System.Buffers;
using System.Globalization;
using Berth.Model.Jobs;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Jobs;

/// <summary>Writes jobs as other tools read them. Numbers have as many digits as they need to be read back exactly; what a format has no column for is lost.</summary>
public static class JobWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary><c>arrival_time,length,cpus</c>: keeps arrival, length and cores.</summary>
    public static void WriteArrivals(IEnumerable<Job> jobs, TextWriter writer)
    {
        writer.Write("arrival_time,length,cpus\n");
        foreach (var job in jobs)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{job.Arrival.Seconds},{job.Length.Seconds},{job.Cpu.Cores}\n"));
    }

    /// <summary><c>id,submit,cpu,mem,duration,tag</c>: keeps name, arrival (to 100 ns, from an epoch), cores, memory, length and class.</summary>
    public static void WriteWorkloads(IEnumerable<Job> jobs, TextWriter writer, DateTimeOffset epoch)
    {
        writer.Write("id,submit,cpu,mem,duration,tag\n");
        foreach (var job in jobs)
        {
            var submit = epoch.AddTicks((long)Math.Round(job.Arrival.Seconds * TimeSpan.TicksPerSecond)).UtcDateTime;
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $"{Text(job.Name)},{submit:yyyy-MM-ddTHH:mm:ss.FFFFFFF}Z,{job.Cpu.Cores},{job.Memory.Bytes / Limits.Gibibyte},{job.Length.Seconds},{Text(job.Class)}\n"));
        }
    }

    private static string Text(string text) => text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
