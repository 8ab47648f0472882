namespace Berth.Cluster.Running;

/// <summary>What a pod has used, as its own control group says.</summary>
/// <param name="Moment">When, nanoseconds of this process's clock.</param>
/// <param name="Processor">Processor time since its start, in nanoseconds.</param>
/// <param name="MemoryBytes">Its anonymous memory.</param>
internal readonly record struct NodeUse(long Moment, long Processor, long MemoryBytes);
