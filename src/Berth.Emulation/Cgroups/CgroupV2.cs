using System.Globalization;

namespace Berth.Emulation.Cgroups;

/// <summary>Version 2: one hierarchy for every controller. It has no freezer that leaves sleeping threads asleep, so slots go by signals.</summary>
internal sealed class CgroupV2 : ICgroupHierarchy
{
    private const int QuotaPeriodMicroseconds = 10_000;
    private const int LeastQuotaMicroseconds = 1_000;
    private const long MostWeight = 10_000;
    private const string Mount = "/sys/fs/cgroup";
    private const string Root = Mount + "/berth";

    private static readonly string[] Wanted = ["memory", "pids", "cpuset", "cpu", "io"];

    internal CgroupV2()
    {
        var offered = File.ReadAllText(Path.Combine(Mount, "cgroup.controllers")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Controllers = Wanted.Intersect(offered).ToHashSet();
    }

    public string Name => "cgroup v2";

    public IReadOnlySet<string> Controllers { get; }

    public IReadOnlyList<string> Roots => [Root];

    public IReadOnlyList<string> Make(string group, NodeLimits? limits)
    {
        var folder = Path.Combine(Root, group);
        if (limits is null)
            return [];
        Delegate(Mount);
        for (var parent = Root; parent.Length < folder.Length; parent = Path.Combine(parent, Path.GetRelativePath(parent, folder).Split('/')[0]))
        {
            Directory.CreateDirectory(parent);
            Delegate(parent);
            Favour(parent);
        }
        Directory.CreateDirectory(folder);
        Favour(folder);
        Limit(folder, limits);
        return [folder];
    }

    public string? FreezerState(string group) => null;

    public long OutOfMemoryKills(string group)
    {
        var file = Path.Combine(Root, group, "memory.events");
        return File.Exists(file)
            ? File.ReadLines(file).Where(line => line.StartsWith("oom_kill ", StringComparison.Ordinal)).Sum(line => long.Parse(line[9..], CultureInfo.InvariantCulture))
            : 0;
    }

    /// <summary>Nodes run before everything else of the machine: the nice value of a process only counts within its group.</summary>
    private void Favour(string folder)
    {
        if (Controllers.Contains("cpu"))
            CgroupFiles.Write(folder, "cpu.weight", MostWeight);
    }

    private void Delegate(string folder)
    {
        foreach (var controller in Controllers)
            CgroupFiles.Write(folder, "cgroup.subtree_control", "+" + controller);
    }

    private void Limit(string folder, NodeLimits limits)
    {
        if (limits.Memory is { } memory && Controllers.Contains("memory"))
        {
            CgroupFiles.Write(folder, "memory.max", (long)memory.Bytes);
            CgroupFiles.Write(folder, "memory.swap.max", 0);
        }
        if (limits.Processes is { } processes && Controllers.Contains("pids"))
            CgroupFiles.Write(folder, "pids.max", processes);
        if (Controllers.Contains("cpuset"))
            CgroupFiles.Write(folder, "cpuset.cpus", string.Join(',', limits.Cores));
        if (limits.Quota is { } cores && Controllers.Contains("cpu"))
        {
            var period = Math.Max(QuotaPeriodMicroseconds, (int)Math.Ceiling(LeastQuotaMicroseconds / cores));
            CgroupFiles.Write(folder, "cpu.max", $"{(long)Math.Round(period * cores)} {period}");
        }
        if (limits.Disk is { } disk && Controllers.Contains("io"))
            CgroupFiles.Write(folder, "io.max", $"{BlockDevice.OfWorkingFolder()} rbps={Rate(disk.Read)} wbps={Rate(disk.Write)}");
    }

    private static string Rate(Model.Units.DataRate? rate) =>
        rate is { } limited ? ((long)(limited.BitsPerSecond / 8)).ToString(CultureInfo.InvariantCulture) : "max";
}
