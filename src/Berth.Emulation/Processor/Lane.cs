namespace Berth.Emulation.Processor;

/// <summary>
/// A part of a node that is switched on and off as one: so many emulated cores, each pinned to a real one.
/// A node with more cores than the machine has several lanes.
/// </summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Index">Number of the lane within its node, from 0.</param>
/// <param name="Cores">Real cores that its processes may run on.</param>
/// <param name="Speed">Part of the time for which it is on.</param>
public sealed record Lane(string Node, int Index, IReadOnlyList<int> Cores, double Speed)
{
    /// <summary>Name of the lane in the controller's commands.</summary>
    public string Name => $"{Node}/{Index}";
}

/// <summary>One slot of a lane in the cycle; begin and length are parts of it.</summary>
public readonly record struct Slot(int Lane, double Begin, double Length);
