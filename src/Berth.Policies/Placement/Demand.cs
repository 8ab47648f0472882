using Berth.Model.Jobs;
using Berth.Model.Units;

namespace Berth.Policies.Placement;

/// <summary>
/// What a task holds while it runs, in whole thousandths of cores and whole bytes: doubles below 2^53, so that taking and
/// giving back are exact.
/// </summary>
/// <param name="Cpu">Thousandths of cores.</param>
/// <param name="Memory">Bytes.</param>
/// <param name="Gpu">Graphics processors.</param>
public readonly record struct Demand(double Cpu, double Memory, GpuDemand Gpu)
{
    /// <summary>Rounds up to whole thousandths and bytes.</summary>
    public static Demand Of(Cpu cpu, Memory memory, GpuDemand gpu = default) =>
        new(Math.Ceiling(Math.Round(cpu.Cores * 1000, 6)), Math.Ceiling(memory.Bytes), gpu);

    /// <summary>Whether every part is at least that of the other, so that where the other finds no room this one finds none either.</summary>
    public bool Covers(in Demand other) =>
        Cpu >= other.Cpu && Memory >= other.Memory && Gpu.Count >= other.Gpu.Count && (Gpu.Count > other.Gpu.Count || Gpu.Milli >= other.Gpu.Milli);
}
