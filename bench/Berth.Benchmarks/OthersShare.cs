namespace Berth.Benchmarks;

/// <summary>How much of the machine others used in between: processor time that was spent, less that of this process and of some others.</summary>
/// <param name="names">Names of those others, as the kernel has them (at most 15 letters).</param>
internal sealed class OthersShare(params string[] names)
{
    private (long All, long Busy, long Known) _begin = Read(names);

    /// <summary>Percent of all processors since the start or the last call.</summary>
    internal double Next()
    {
        var (begin, now) = (_begin, Read(names));
        _begin = now;
        return 100.0 * Math.Max(0, now.Busy - begin.Busy - (now.Known - begin.Known)) / Math.Max(1, now.All - begin.All);
    }

    private static (long All, long Busy, long Known) Read(string[] names)
    {
        var times = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(long.Parse).ToArray();
        var known = Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Sum(folder => Ticks(folder, names));
        return (times.Sum(), times.Sum() - times[3] - times[4], known);
    }

    /// <summary>Processor time of a process, if it is one of those; 0 when it has ended meanwhile.</summary>
    private static long Ticks(string folder, string[] names)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            var (from, to) = (line.IndexOf('('), line.LastIndexOf(')'));
            if (!names.Contains(line[(from + 1)..to]) && Path.GetFileName(folder) != Environment.ProcessId.ToString())
                return 0;
            var fields = line[(to + 2)..].Split(' ');
            return long.Parse(fields[11]) + long.Parse(fields[12]);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
