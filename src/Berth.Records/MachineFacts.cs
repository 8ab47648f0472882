using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Berth.Records;

/// <summary>The machine and the program of a run.</summary>
/// <param name="CpuModel">Model of its first processor.</param>
/// <param name="Cores">Logical processors that this process may use.</param>
/// <param name="MemoryBytes">Memory of the machine.</param>
/// <param name="Kernel">Release of the kernel.</param>
/// <param name="CgroupVersion"><c>v1</c>, <c>v2</c>, <c>hybrid</c> (v1 controllers beside an empty v2 tree) or <c>none</c>.</param>
/// <param name="DotnetVersion">Version of the runtime.</param>
/// <param name="BerthVersion">Version of Berth.</param>
/// <param name="Architecture">Processor architecture.</param>
public sealed record MachineFacts(
    string CpuModel,
    int Cores,
    long MemoryBytes,
    string Kernel,
    string CgroupVersion,
    string DotnetVersion,
    string BerthVersion,
    string Architecture)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads the machine from <c>/proc</c>; what is missing there is <c>unknown</c> or 0.</summary>
    public static MachineFacts Read(string proc = "/proc") => new(
        Field(Lines(proc, "cpuinfo"), "model name") ?? Field(Lines(proc, "cpuinfo"), "Model") ?? "unknown",
        Environment.ProcessorCount,
        Field(Lines(proc, "meminfo"), "MemTotal")?.Split(' ') is [var kibibytes, ..] && long.TryParse(kibibytes, out var number) ? number * 1024 : 0,
        Lines(proc, "sys/kernel/osrelease").FirstOrDefault() ?? "unknown",
        CgroupVersionOf(Lines(proc, "self/mounts")),
        Environment.Version.ToString(),
        typeof(MachineFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant());

    /// <summary>As kept in <c>machine.json</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private static string CgroupVersionOf(IReadOnlyList<string> mounts)
    {
        var kinds = mounts.Select(line => line.Split(' ')).Where(fields => fields.Length > 2).Select(fields => fields[2]).ToHashSet();
        return (kinds.Contains("cgroup"), kinds.Contains("cgroup2")) switch
        {
            (true, true) => "hybrid",
            (true, false) => "v1",
            (false, true) => "v2",
            _ => "none",
        };
    }

    private static string? Field(IReadOnlyList<string> lines, string name) =>
        lines.Select(line => line.Split(':', 2)).FirstOrDefault(pair => pair.Length == 2 && pair[0].Trim() == name)?[1].Trim();

    private static string[] Lines(string proc, string file)
    {
        var path = Path.Combine(proc, file);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }
}
