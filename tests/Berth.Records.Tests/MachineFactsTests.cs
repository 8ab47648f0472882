using System.Text.Json;

namespace Berth.Records.Tests;

public sealed class MachineFactsTests
{
    [Fact]
    public void This_machine_is_known()
    {
        var facts = MachineFacts.Read();
        Assert.NotEqual("unknown", facts.CpuModel);
        Assert.True(facts.Cores > 0);
        Assert.True(facts.MemoryBytes > 1 << 28);
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/osrelease").Trim(), facts.Kernel);
        Assert.Contains(facts.CgroupVersion, new[] { "v1", "v2", "hybrid", "none" });
        Assert.Equal(Environment.Version.ToString(), facts.DotnetVersion);
        Assert.StartsWith("0.", facts.BerthVersion, StringComparison.Ordinal);
        var json = JsonDocument.Parse(facts.ToJson()).RootElement;
        Assert.Equal(facts.MemoryBytes, json.GetProperty("memoryBytes").GetInt64());
    }

    [Theory]
    [InlineData("cgroup2 /sys/fs/cgroup cgroup2 rw 0 0", "v2")]
    [InlineData("cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0", "v1")]
    [InlineData("cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0\ncgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0", "hybrid")]
    [InlineData("proc /proc proc rw 0 0", "none")]
    public void A_machine_is_read_from_its_proc(string mounts, string version)
    {
        using var proc = new TemporaryFolder();
        Directory.CreateDirectory(proc["self"]);
        Directory.CreateDirectory(proc["sys/kernel"]);
        File.WriteAllText(proc["self/mounts"], mounts + "\n");
        File.WriteAllText(proc["sys/kernel/osrelease"], "6.1.0-test\n");
        File.WriteAllText(proc["cpuinfo"], "processor\t: 0\nmodel name\t: Example: CPU @ 2 GHz\n");
        File.WriteAllText(proc["meminfo"], "MemTotal:       16316412 kB\nMemFree: 1 kB\n");
        var facts = MachineFacts.Read(proc.Path);
        Assert.Equal(("Example: CPU @ 2 GHz", 16316412L * 1024, "6.1.0-test", version), (facts.CpuModel, facts.MemoryBytes, facts.Kernel, facts.CgroupVersion));
    }

    [Fact]
    public void Without_a_proc_nothing_is_invented()
    {
        using var proc = new TemporaryFolder();
        var facts = MachineFacts.Read(proc.Path);
        Assert.Equal(("unknown", 0, "unknown", "none"), (facts.CpuModel, facts.MemoryBytes, facts.Kernel, facts.CgroupVersion));
    }
}
