namespace Berth.Policies.Placement.Predicted;

/// <summary>What an execution may use.</summary>
/// <param name="Cores">Cores, fractions allowed.</param>
/// <param name="MemoryBytes">Memory.</param>
/// <param name="Speed">Speed of a core relative to the reference.</param>
public readonly record struct ComputeSize(double Cores, double MemoryBytes, double Speed)
{
    /// <summary>What a task has on a node. One that asks for no memory of its own may use what the node has.</summary>
    public static ComputeSize Of(in Demand demand, NodeSpec node) => new(demand.Cpu * 1e-3, demand.Memory > 0 ? demand.Memory : node.Memory, node.Speed);
}
