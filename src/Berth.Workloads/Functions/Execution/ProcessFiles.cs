using System.Globalization;

namespace Berth.Workloads.Functions.Execution;

/// <summary>What the kernel says of a process in /proc; nothing where the process has gone.</summary>
internal static class ProcessFiles
{
    // USER_HZ, which Linux shows on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Numbers of a file of lines <c>NAME: NUMBER</c>, such as status and io.</summary>
    internal static Dictionary<string, long> Numbers(string path)
    {
        var numbers = new Dictionary<string, long>();
        foreach (var line in Text(path).Split('\n'))
            if (line.Split(':', 2) is [var name, var value] && value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var number, ..]
                && long.TryParse(number, CultureInfo.InvariantCulture, out var parsed))
                numbers[name] = parsed;
        return numbers;
    }

    /// <summary>A line of status that is counted in kB, as bytes.</summary>
    internal static long Bytes(int pid, string name) => Numbers($"/proc/{pid}/status").GetValueOrDefault(name) * 1024;

    /// <summary>Processor seconds in the program and in the kernel, of the process without its children.</summary>
    internal static (double User, double System) Seconds(int pid)
    {
        var stat = Text($"/proc/{pid}/stat");
        // The name in parentheses may hold anything; the state is the third field.
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 13 ? (0, 0) : (long.Parse(fields[11], CultureInfo.InvariantCulture) / TicksPerSecond, long.Parse(fields[12], CultureInfo.InvariantCulture) / TicksPerSecond);
    }

    internal static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
