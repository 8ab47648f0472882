using System.Numerics;

namespace Berth.Policies.Placement.Scores;

/// <summary>What a task would leave free of a node: Σ weight · (free − demand) / capacity.</summary>
internal readonly ref struct LeftoverScore(Cluster cluster, TaskRequest task, ResourceWeights weights) : INodeScore
{
    private readonly ReadOnlySpan<double> _cpuFree = cluster.CpuFree, _cpuInverse = cluster.CpuInverse, _memoryFree = cluster.MemoryFree, _memoryInverse = cluster.MemoryInverse;
    private readonly Vector<double> _cpu = new(task.Demand.Cpu), _memory = new(task.Demand.Memory), _cpuWeight = new(weights.Cpu), _memoryWeight = new(weights.Memory);

    public Vector<double> At(int first) => Cpu(first) + Memory(first);

    public double Gpus(int node) => weights.Gpu * (cluster.Gpus.TotalFree(node) - task.Demand.Gpu.TotalMilli) / (1000.0 * cluster[node].Gpus);

    public IReadOnlyList<Term> Terms(int node)
    {
        var first = Column.Start(node);
        Term cpu = new("cpu left", Cpu(first).Of(node)), memory = new("memory left", Memory(first).Of(node));
        return task.Demand.Gpu.Count > 0 ? [cpu, memory, new("gpu left", Gpus(node))] : [cpu, memory];
    }

    private Vector<double> Cpu(int first) => (_cpuFree.At(first) - _cpu) * _cpuInverse.At(first) * _cpuWeight;

    private Vector<double> Memory(int first) => (_memoryFree.At(first) - _memory) * _memoryInverse.At(first) * _memoryWeight;
}
