using Berth.Model.Jobs;

namespace Berth.Output;

/// <summary><c>berth generate --json</c>.</summary>
internal sealed record GeneratedJson(IReadOnlyList<GeneratedJobJson> Jobs);

/// <summary>A generated job.</summary>
internal sealed record GeneratedJobJson(string Name, double ArrivalSeconds, double Cores, double MemoryBytes, double LengthSeconds, string Class)
{
    internal static GeneratedJobJson Of(Job job) => new(job.Name, job.Arrival.Seconds, job.Cpu.Cores, job.Memory.Bytes, job.Length.Seconds, job.Class);
}
