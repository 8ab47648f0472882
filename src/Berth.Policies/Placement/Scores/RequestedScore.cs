using System.Numerics;

namespace Berth.Policies.Placement.Scores;

/// <summary>What would be taken of a node with a task: Σ weight · (1 − (free − demand) / capacity).</summary>
internal ref struct RequestedScore(Cluster cluster, TaskRequest task, ResourceWeights weights) : INodeScore
{
    private readonly ReadOnlySpan<double> _cpuFree = cluster.CpuFree, _memoryFree = cluster.MemoryFree;
    private readonly Vector<double> _cpu = new(task.Demand.Cpu), _memory = new(task.Demand.Memory), _cpuWeight = new(weights.Cpu), _memoryWeight = new(weights.Memory);

    private Vector<double> _cpuInverse, _memoryInverse;

    public void Enter(int first) => (_cpuInverse, _memoryInverse) = (cluster.CpuInverse.At(first), cluster.MemoryInverse.At(first));

    public readonly Vector<double> At(int first) => Cpu(first) + Memory(first);

    public readonly double Gpus(int node) => weights.Gpu * (1 - (cluster.Gpus.TotalFree(node) - task.Demand.Gpu.TotalMilli) / (1000.0 * cluster[node].Gpus));

    public IReadOnlyList<Term> Terms(int node)
    {
        var first = Column.Start(node);
        Enter(first);
        Term cpu = new("cpu requested", Cpu(first).Of(node)), memory = new("memory requested", Memory(first).Of(node));
        return task.Demand.Gpu.Count > 0 ? [cpu, memory, new("gpu requested", Gpus(node))] : [cpu, memory];
    }

    private readonly Vector<double> Cpu(int first) => (Vector<double>.One - (_cpuFree.At(first) - _cpu) * _cpuInverse) * _cpuWeight;

    private readonly Vector<double> Memory(int first) => (Vector<double>.One - (_memoryFree.At(first) - _memory) * _memoryInverse) * _memoryWeight;
}
