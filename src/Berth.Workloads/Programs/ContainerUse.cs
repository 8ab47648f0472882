using System.Globalization;

namespace Berth.Workloads.Programs;

/// <summary>What the container of this process has used, as its own control group says; both versions of control groups.</summary>
internal static class ContainerUse
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>Processor time in nanoseconds since it began, and its anonymous memory in bytes; 0 where it cannot be read.</summary>
    internal static (long ProcessorNanoseconds, long MemoryBytes) Read()
    {
        var second = File.Exists(Path.Combine(Root, "cgroup.controllers"));
        var processor = second ? 1000 * Field("cpu.stat", "usage_usec") : Whole("cpuacct/cpuacct.usage");
        return (processor, second ? Field("memory.stat", "anon") : Field("memory/memory.stat", "total_rss"));
    }

    private static long Whole(string file) => Read(file) is { } text && long.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static long Field(string file, string name)
    {
        foreach (var line in (Read(file) ?? "").Split('\n'))
            if (line.Split(' ') is [var key, var text] && key == name && long.TryParse(text, CultureInfo.InvariantCulture, out var value))
                return value;
        return 0;
    }

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(Root, file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
