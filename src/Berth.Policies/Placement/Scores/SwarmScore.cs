using System.Numerics;

namespace Berth.Policies.Placement.Scores;

/// <summary>
/// The weight that Docker Swarm gave a node (scheduler/strategy/weighted_node.go): percent of cores and percent of memory that would be taken, each
/// rounded down, or 100 where nothing is asked; nodes of equal weight are sorted by their number of containers. A sign of -1 turns the order around.
/// Swarm knew no graphics processors.
/// </summary>
internal readonly ref struct SwarmScore(Cluster cluster, TaskRequest task, double sign) : INodeScore
{
    /// <summary>A power of two above any number of containers, so that their number decides only between equal weights, and exactly.</summary>
    private const double Containers = 1 << 24;

    private readonly ReadOnlySpan<double> _cpuFree = cluster.CpuFree, _cpuCapacity = cluster.CpuCapacity, _memoryFree = cluster.MemoryFree, _memoryCapacity = cluster.MemoryCapacity;
    private readonly ReadOnlySpan<int> _tasks = cluster.PaddedTasks;
    private readonly Vector<double> _cpu = new(task.Demand.Cpu), _memory = new(task.Demand.Memory), _sign = new(sign), _container = new(sign / Containers);

    public void Enter(int first)
    {
    }

    public Vector<double> At(int first) => Cpu(first) + Memory(first) + Tie(first);

    public double Gpus(int node) => 0;

    public IReadOnlyList<Term> Terms(int node)
    {
        var first = Column.Start(node);
        return [new("cpu %", Cpu(first).Of(node)), new("memory %", Memory(first).Of(node)), new("containers", Tie(first).Of(node))];
    }

    private Vector<double> Cpu(int first) => Percent(_cpu, _cpuFree.At(first), _cpuCapacity.At(first));

    private Vector<double> Memory(int first) => Percent(_memory, _memoryFree.At(first), _memoryCapacity.At(first));

    private Vector<double> Tie(int first) => _tasks.At(first) * _container;

    private Vector<double> Percent(Vector<double> demand, Vector<double> free, Vector<double> capacity) =>
        _sign * (Vector.GreaterThanAny(demand, Vector<double>.Zero) ? Vector.Floor((capacity - free + demand) * 100 / capacity) : new(100));
}
