namespace Berth.Emulation.Processor;

/// <summary>What a node needs of the machine: so many cores, each of this speed in real cores.</summary>
public readonly record struct LaneDemand(string Node, double Cores, double Speed);
