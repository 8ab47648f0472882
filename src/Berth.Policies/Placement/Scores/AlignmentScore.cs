using System.Numerics;

namespace Berth.Policies.Placement.Scores;

/// <summary>The negative dot product of demand and free room, both as parts of the capacity: Tetris's alignment (Grandl et al., SIGCOMM 2014, section 3.2).</summary>
internal ref struct AlignmentScore(Cluster cluster, TaskRequest task) : INodeScore
{
    private readonly ReadOnlySpan<double> _cpuFree = cluster.CpuFree, _memoryFree = cluster.MemoryFree;
    private readonly Vector<double> _cpu = new(-task.Demand.Cpu), _memory = new(-task.Demand.Memory);

    private Vector<double> _cpuInverse, _memoryInverse;

    public void Enter(int first) => (_cpuInverse, _memoryInverse) = (cluster.CpuInverse.At(first), cluster.MemoryInverse.At(first));

    public readonly Vector<double> At(int first) => Cpu(first) + Memory(first);

    public readonly double Gpus(int node)
    {
        var capacity = 1000.0 * cluster[node].Gpus;
        return -(task.Demand.Gpu.TotalMilli / capacity) * (cluster.Gpus.TotalFree(node) / capacity);
    }

    public IReadOnlyList<Term> Terms(int node)
    {
        var first = Column.Start(node);
        Enter(first);
        Term cpu = new("cpu alignment", Cpu(first).Of(node)), memory = new("memory alignment", Memory(first).Of(node));
        return task.Demand.Gpu.Count > 0 ? [cpu, memory, new("gpu alignment", Gpus(node))] : [cpu, memory];
    }

    private readonly Vector<double> Cpu(int first) => _cpu * _cpuInverse * (_cpuFree.At(first) * _cpuInverse);

    private readonly Vector<double> Memory(int first) => _memory * _memoryInverse * (_memoryFree.At(first) * _memoryInverse);
}
