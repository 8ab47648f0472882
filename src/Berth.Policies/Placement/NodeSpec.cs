using Berth.Accounting;

namespace Berth.Policies.Placement;

/// <summary>What never changes of a node.</summary>
/// <param name="Name">Name.</param>
/// <param name="Site">Index of its site.</param>
/// <param name="Cpu">Thousandths of cores.</param>
/// <param name="Memory">Bytes.</param>
/// <param name="Gpus">Number of graphics processors.</param>
/// <param name="GpuModel">Their model; empty when unknown or none.</param>
/// <param name="Speed">Speed of a core relative to the reference.</param>
/// <param name="Power">What it draws; null is unknown.</param>
/// <param name="SleepWatts">Power while nothing runs on it; null stays at idle power.</param>
/// <param name="GpuWatts">What one of its graphics processors draws in full use above its idle power; 0 is unknown.</param>
public sealed record NodeSpec(
    string Name,
    int Site,
    double Cpu,
    double Memory,
    int Gpus = 0,
    string GpuModel = "",
    double Speed = 1,
    PowerModel? Power = null,
    double? SleepWatts = null,
    double GpuWatts = 0);
