using System.Numerics;

namespace Berth.Policies.Placement.Scores;

/// <summary>The negative dot product of demand and free room, both as parts of the capacity: Tetris's alignment (Grandl et al., SIGCOMM 2014, section 3.2).</summary>
internal readonly ref struct AlignmentScore(Cluster cluster, TaskRequest task) : INodeScore
{
    private readonly ReadOnlySpan<double> _cpuFree = cluster.CpuFree, _cpuInverse = cluster.CpuInverse, _memoryFree = cluster.MemoryFree, _memoryInverse = cluster.MemoryInverse;
    private readonly Vector<double> _cpu = new(-task.Demand.Cpu), _memory = new(-task.Demand.Memory);

    public Vector<double> At(int first) => Cpu(first) + Memory(first);

    public double Gpus(int node)
    {
        var capacity = 1000.0 * cluster[node].Gpus;
        return -(task.Demand.Gpu.TotalMilli / capacity) * (cluster.Gpus.TotalFree(node) / capacity);
    }

    public IReadOnlyList<Term> Terms(int node)
    {
        var first = Column.Start(node);
        Term cpu = new("cpu alignment", Cpu(first).Of(node)), memory = new("memory alignment", Memory(first).Of(node));
        return task.Demand.Gpu.Count > 0 ? [cpu, memory, new("gpu alignment", Gpus(node))] : [cpu, memory];
    }

    private Vector<double> Cpu(int first) => _cpu * _cpuInverse.At(first) * (_cpuFree.At(first) * _cpuInverse.At(first));

    private Vector<double> Memory(int first) => _memory * _memoryInverse.At(first) * (_memoryFree.At(first) * _memoryInverse.At(first));
}
