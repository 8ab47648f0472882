using Berth.Model;
using Berth.Model.Units;

namespace Berth.Emulation.Cgroups;

/// <summary>What the kernel holds a node to.</summary>
/// <param name="Memory">Most memory; null is unlimited.</param>
/// <param name="Processes">Most processes and threads; null is unlimited.</param>
/// <param name="Cores">Real cores that it may run on.</param>
/// <param name="Quota">Processor time as real cores, by CFS bandwidth; null leaves it to slots.</param>
/// <param name="Disk">Disk rates; null is unlimited.</param>
internal sealed record NodeLimits(Memory? Memory, int? Processes, IReadOnlyList<int> Cores, double? Quota, DiskRates? Disk);
