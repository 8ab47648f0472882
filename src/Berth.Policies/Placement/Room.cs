namespace Berth.Policies.Placement;

/// <summary>Free room of a node.</summary>
internal readonly record struct Room(double Cpu, double Memory, int GpuMilli)
{
    internal bool Holds(in Demand demand) => Cpu >= demand.Cpu && Memory >= demand.Memory && GpuMilli >= demand.Gpu.TotalMilli;

    internal Room Less(in Demand demand) => new(Cpu - demand.Cpu, Memory - demand.Memory, GpuMilli - demand.Gpu.TotalMilli);

    internal Room More(in Demand demand) => new(Cpu + demand.Cpu, Memory + demand.Memory, GpuMilli + demand.Gpu.TotalMilli);
}
