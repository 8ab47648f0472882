using System.Globalization;

namespace Berth.Workloads.Serving.Metrics;

/// <summary>How much memory this process may use: the least that one of its control groups allows, or what the machine has.</summary>
internal static class MemoryLimit
{
    private const string Groups = "/sys/fs/cgroup";

    /// <summary>Bytes.</summary>
    internal static double Bytes { get; } = Read();

    private static double Read()
    {
        var limit = File.ReadLines("/proc/meminfo").Where(line => line.StartsWith("MemTotal:", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024).First();
        // Version 2 has one hierarchy with an empty name, version 1 one for each controller.
        foreach (var group in File.ReadLines("/proc/self/cgroup").Select(line => line.Split(':', 3)))
            if (group[1].Length == 0)
                limit = Math.Min(limit, Least(Groups, group[2], "memory.max"));
            else if (group[1].Split(',').Contains("memory"))
                limit = Math.Min(limit, Least($"{Groups}/memory", group[2], "memory.limit_in_bytes"));
        return limit;
    }

    private static double Least(string root, string path, string file)
    {
        var least = double.PositiveInfinity;
        for (var folder = root + path; folder.Length >= root.Length; folder = folder[..Math.Max(0, folder.LastIndexOf('/'))])
            if (File.Exists(Path.Combine(folder, file)) && double.TryParse(File.ReadAllText(Path.Combine(folder, file)), CultureInfo.InvariantCulture, out var bytes))
                least = Math.Min(least, bytes);
        return least;
    }
}
