using System.Globalization;

namespace Berth.Emulation.Cgroups;

/// <summary>Version 1: one hierarchy for each controller.</summary>
internal sealed class CgroupV1 : ICgroupHierarchy
{
    private const int QuotaPeriodMicroseconds = 10_000;
    private const int LeastQuotaMicroseconds = 1_000;
    private const long MostShares = 262_144;
    private const string Root = "/sys/fs/cgroup";

    private static readonly string[] Wanted = ["memory", "pids", "cpuset", "freezer", "cpu", "blkio"];

    private readonly Dictionary<string, string> _roots;

    internal CgroupV1()
    {
        _roots = Wanted.Where(name => Directory.Exists(Path.Combine(Root, name))).ToDictionary(name => name, name => Path.Combine(Root, name, "berth"));
        Controllers = _roots.Keys.ToHashSet();
    }

    public string Name => "cgroup v1";

    public IReadOnlySet<string> Controllers { get; }

    public IReadOnlyList<string> Roots => [.. _roots.Values];

    public IReadOnlyList<string> Make(string group, NodeLimits? limits)
    {
        var folders = new List<string>();
        foreach (var (controller, root) in _roots)
        {
            if (controller != "freezer" && limits is null || controller == "blkio" && limits?.Disk is null)
                continue;
            var folder = Path.Combine(root, group);
            if (controller == "cpuset")
                MakeCpuset(root, folder);
            else
                Directory.CreateDirectory(folder);
            folders.Add(folder);
            if (limits is not null)
                Limit(controller, folder, limits);
        }
        return folders;
    }

    public string? FreezerState(string group) =>
        _roots.TryGetValue("freezer", out var root) ? Path.Combine(root, group, "freezer.state") : null;

    public long OutOfMemoryKills(string group)
    {
        var file = Path.Combine(_roots.GetValueOrDefault("memory", ""), group, "memory.oom_control");
        return File.Exists(file)
            ? File.ReadLines(file).Where(line => line.StartsWith("oom_kill ", StringComparison.Ordinal)).Sum(line => long.Parse(line[9..], CultureInfo.InvariantCulture))
            : 0;
    }

    private static void Limit(string controller, string folder, NodeLimits limits)
    {
        switch (controller)
        {
            case "memory" when limits.Memory is { } memory:
                CgroupFiles.Write(folder, "memory.limit_in_bytes", (long)memory.Bytes);
                break;
            case "pids" when limits.Processes is { } processes:
                CgroupFiles.Write(folder, "pids.max", processes);
                break;
            case "cpuset":
                CgroupFiles.Write(folder, "cpuset.cpus", string.Join(',', limits.Cores));
                break;
            case "cpu":
                Favour(folder);
                if (limits.Quota is not { } cores)
                    break;
                var period = Math.Max(QuotaPeriodMicroseconds, (int)Math.Ceiling(LeastQuotaMicroseconds / cores));
                CgroupFiles.Write(folder, "cpu.cfs_period_us", period);
                CgroupFiles.Write(folder, "cpu.cfs_quota_us", (long)Math.Round(period * cores));
                break;
            case "blkio" when limits.Disk is { } disk:
                if (disk.Read is { } read)
                    CgroupFiles.Write(folder, "blkio.throttle.read_bps_device", $"{BlockDevice.OfWorkingFolder()} {(long)(read.BitsPerSecond / 8)}");
                if (disk.Write is { } write)
                    CgroupFiles.Write(folder, "blkio.throttle.write_bps_device", $"{BlockDevice.OfWorkingFolder()} {(long)(write.BitsPerSecond / 8)}");
                break;
        }
    }

    /// <summary>
    /// Nodes run before everything else of the machine: the nice value of a process only counts against those of its own group or session.
    /// </summary>
    private static void Favour(string node)
    {
        foreach (var folder in (ReadOnlySpan<string>)[node, Path.GetDirectoryName(node)!, Path.GetDirectoryName(Path.GetDirectoryName(node))!])
            CgroupFiles.Write(folder, "cpu.shares", MostShares);
    }

    /// <summary>A new cpuset has no cores and no memory nodes, and takes no process, until it is given its parent's.</summary>
    private static void MakeCpuset(string root, string folder)
    {
        var path = root;
        foreach (var part in Path.GetRelativePath(root, folder).Split('/').Prepend("."))
        {
            var parent = part == "." ? Path.GetDirectoryName(root)! : path;
            path = part == "." ? root : Path.Combine(path, part);
            Directory.CreateDirectory(path);
            foreach (var file in (ReadOnlySpan<string>)["cpuset.cpus", "cpuset.mems"])
                if (File.ReadAllText(Path.Combine(path, file)).Trim().Length == 0)
                    CgroupFiles.Write(path, file, File.ReadAllText(Path.Combine(parent, file)).Trim());
        }
    }
}
