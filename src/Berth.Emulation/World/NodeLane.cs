using Berth.Emulation.Processor;

namespace Berth.Emulation.World;

/// <summary>A lane of an emulated node and the control groups that its processes enter.</summary>
public sealed class NodeLane(Lane lane, IReadOnlyList<string> folders, SlotSwitch? slots)
{
    /// <summary>Its place in the plan.</summary>
    public Lane Lane => lane;

    internal IReadOnlyList<string> Folders => folders;

    internal void Join(int pid) => slots?.Join(lane, pid);
}
