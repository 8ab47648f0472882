namespace Berth.Learning.Performance.Data;

/// <summary>A size that processes had.</summary>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="Cores">Cores.</param>
/// <param name="MemoryBytes">Memory, bytes.</param>
/// <param name="Speed">Speed of a core relative to the reference.</param>
public sealed record KnownSize(string Name, double Cores, double MemoryBytes, double Speed);
