namespace Berth.Model.Observations;

/// <summary>What a node used in the interval that ends at a moment.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Moment">End of the interval, nanoseconds of the run's monotonic clock, undilated.</param>
/// <param name="Interval">Length of the interval in nanoseconds, undilated.</param>
/// <param name="Utilization">Processor time used as a part of the node's emulated capacity, 0 to 1 (a little above for rounding).</param>
/// <param name="MemoryBytes">Resident memory of its processes.</param>
public readonly record struct NodeSample(string Node, long Moment, long Interval, double Utilization, long MemoryBytes);
