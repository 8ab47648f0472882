using System.Globalization;

namespace Berth.Emulation.World;

/// <summary>
/// The name that everything of a run carries outside its process: pid and start time of the owner, so that anyone can tell whether the
/// owner still lives without a file that says so.
/// </summary>
public static class RunIdentity
{
    /// <summary>Name of this process's runs.</summary>
    public static string Mine { get; } = $"{Environment.ProcessId}-{StartTime(Environment.ProcessId)}";

    /// <summary>Whether the owner of a name has ended; false for what is not such a name.</summary>
    public static bool IsOrphan(string name)
    {
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 &&
            int.TryParse(name[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var pid) &&
            long.TryParse(name[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var start) &&
            StartTime(pid) != start;
    }

    /// <summary>Start of a process in clock ticks since boot (field 22 of /proc/PID/stat); -1 when there is none, or only its remains.</summary>
    private static long StartTime(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? -1 : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return -1;
        }
    }
}
