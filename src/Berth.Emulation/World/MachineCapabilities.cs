using Berth.Emulation.Cgroups;
using Berth.Emulation.Namespaces;
using Berth.Emulation.Posix;

namespace Berth.Emulation.World;

/// <summary>What the kernel lets this user emulate, found out by doing it.</summary>
public static class MachineCapabilities
{
    private const string Device = "/dev/net/tun";

    /// <summary>Examines namespaces, devices, control groups and real-time scheduling.</summary>
    public static IReadOnlyList<Finding> Examine() => [Namespaces(), Tun(), Groups(), Freezer(), RealTime()];

    private static Finding Namespaces()
    {
        try
        {
            using var made = NetworkNamespace.Create();
            return new("network namespaces", FindingState.Good, $"nodes have networks of their own; TCP congestion control there is {made.CongestionControl}", null);
        }
        catch (IOException)
        {
            return new("network namespaces", FindingState.Missing, "this user may not make network namespaces", "run as root, or: sysctl -w kernel.unprivileged_userns_clone=1");
        }
    }

    private static Finding Tun()
    {
        try
        {
            using var file = File.Open(Device, FileMode.Open, FileAccess.ReadWrite);
            return new("links", FindingState.Good, $"{Device} can be opened, so links can be emulated", null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new("links", FindingState.Missing, $"{Device} cannot be opened, so links cannot be emulated", File.Exists(Device) ? $"chmod 0666 {Device} (as root)" : "modprobe tun (as root)");
        }
    }

    private static Finding Groups()
    {
        if (Hierarchies.Find() is not { } hierarchy)
            return new("control groups", FindingState.Limited, "none can be written, so memory, process and disk limits are not enforced", "run as root");
        string[] wanted = ["memory", "pids", "cpuset", "cpu", hierarchy.Name == "cgroup v1" ? "blkio" : "io"];
        var lacking = wanted.Except(hierarchy.Controllers).ToList();
        return lacking.Count == 0
            ? new("control groups", FindingState.Good, $"{hierarchy.Name} enforces memory, processes, cores, quotas and disk rates", null)
            : new("control groups", FindingState.Limited, $"{hierarchy.Name} lacks {string.Join(", ", lacking)}, which are not enforced", null);
    }

    private static Finding Freezer() => Hierarchies.Find()?.FreezerState("") is not null
        ? new("processor slots", FindingState.Good, "are switched by a freezer: exact for any program", null)
        : new("processor slots", FindingState.Limited, "are switched by signals: programs of many threads get a little less than their share", null);

    private static Finding RealTime() => RealTimeThread.IsAllowed
        ? new("real-time scheduling", FindingState.Good, "links and slots keep their time on a busy machine", null)
        : new("real-time scheduling", FindingState.Limited, "is not allowed, so links and slots are less exact on a busy machine", "run as root");
}
