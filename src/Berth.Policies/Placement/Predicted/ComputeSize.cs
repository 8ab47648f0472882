namespace Berth.Policies.Placement.Predicted;

/// <summary>What an execution may use.</summary>
/// <param name="Cores">Cores, fractions allowed.</param>
/// <param name="MemoryBytes">Memory.</param>
/// <param name="Speed">Speed of a core relative to the reference.</param>
public readonly record struct ComputeSize(double Cores, double MemoryBytes, double Speed);
