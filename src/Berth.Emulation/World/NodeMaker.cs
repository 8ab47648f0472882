using System.Net;
using Berth.Emulation.Cgroups;
using Berth.Emulation.Namespaces;
using Berth.Emulation.Processor;
using Berth.Model;
using Berth.Model.Units;

namespace Berth.Emulation.World;

/// <summary>Makes the nodes of a world.</summary>
internal sealed class NodeMaker(SlotPlan plan, ICgroupHierarchy? hierarchy, SlotSwitch? slots, Launcher launcher)
{
    internal static string LaneGroup(Lane lane) => $"{RunIdentity.Mine}/{lane.Node}/{lane.Index}";

    internal EmulatedNode Make(Node node, IPAddress address, double dilation)
    {
        var lanes = plan.Lanes.Where(lane => lane.Node == node.Name).OrderBy(lane => lane.Index).ToList();
        var quota = slots is null ? lanes.Sum(lane => lane.Speed * lane.Cores.Count) : (double?)null;
        var limits = new NodeLimits(
            node.Site.Memory,
            node.Site.Processes,
            [.. lanes.SelectMany(lane => lane.Cores).Distinct().Order()],
            quota,
            node.Site.Disk is { } disk ? new DiskRates(Dilate(disk.Read, dilation), Dilate(disk.Write, dilation)) : null);
        var folders = hierarchy?.Make($"{RunIdentity.Mine}/{node.Name}", limits) ?? [];
        var network = NetworkNamespace.Create();
        return new(
            node,
            address,
            network,
            [.. lanes.Select(lane => new NodeLane(lane, slots is null ? [] : hierarchy?.Make(LaneGroup(lane), null) ?? [], slots))],
            folders,
            () => hierarchy?.OutOfMemoryKills($"{RunIdentity.Mine}/{node.Name}") ?? 0,
            launcher);
    }

    private static DataRate? Dilate(DataRate? rate, double dilation) => rate is { } real ? new DataRate(real.BitsPerSecond / dilation) : null;
}
