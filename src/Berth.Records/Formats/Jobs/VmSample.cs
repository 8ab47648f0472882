using Berth.Model.Units;

namespace Berth.Records.Formats.Jobs;

/// <summary>What a virtual machine of a Bitbrains trace had and used over one sampling interval.</summary>
/// <param name="Moment">Unix time of the sample.</param>
/// <param name="Provisioned">Cores it was given.</param>
/// <param name="Used">Cores it used: its usage in MHz as a part of its capacity in MHz, of its cores.</param>
/// <param name="MemoryProvisioned">Memory it was given.</param>
/// <param name="MemoryUsed">Memory it used.</param>
public readonly record struct VmSample(Duration Moment, Cpu Provisioned, Cpu Used, Memory MemoryProvisioned, Memory MemoryUsed);
