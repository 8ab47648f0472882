using System.Numerics;
using Berth.Model;

namespace Berth.Policies.Placement;

/// <summary>
/// The nodes as policies read them: columns in the order of their names (numbers in names count as numbers), so that the order in which a
/// file lists them decides nothing. Only a world changes it. Columns are padded to whole vectors with nodes on which nothing fits.
/// </summary>
public sealed partial class Cluster
{
    /// <summary>Free thousandths of cores of a node that is away.</summary>
    private const double Away = -1;

    private readonly double[] _cpuFree, _cpuCapacity, _cpuInverse, _memoryFree, _memoryCapacity, _memoryInverse, _speed;
    private readonly int[] _site, _tasks;
    private readonly NodeSpec[] _nodes;
    private readonly GpuRack _gpus;
    private readonly Bookings _bookings;
    private readonly Func<int, int, bool> _connected;
    private readonly List<(int Site, long Start, long End, double Cpu)> _expected = [];

    /// <summary>A cluster on which nothing runs.</summary>
    /// <param name="nodes">Nodes in any order.</param>
    /// <param name="sites">Sites that the nodes name by index.</param>
    /// <param name="connected">Whether packets can go from one site to another and back; null is always.</param>
    public Cluster(IReadOnlyList<NodeSpec> nodes, IReadOnlyList<SiteSpec> sites, Func<int, int, bool>? connected = null)
    {
        _nodes = [.. nodes.OrderBy(node => node.Name, NaturalOrder.Instance)];
        Sites = sites;
        _connected = connected ?? ((_, _) => true);
        var width = Vector<double>.Count;
        PaddedCount = (nodes.Count + width - 1) / width * width;
        _cpuFree = Column(node => node.Cpu, Away);
        _cpuCapacity = Column(node => node.Cpu, 1);
        _cpuInverse = Column(node => node.Cpu > 0 ? 1 / node.Cpu : 0, 1);
        _memoryFree = Column(node => node.Memory, Away);
        _memoryCapacity = Column(node => node.Memory, 1);
        _memoryInverse = Column(node => node.Memory > 0 ? 1 / node.Memory : 0, 1);
        _speed = Column(node => node.Speed, 1);
        EqualRuns = [.. RunsOf(_cpuCapacity, _memoryCapacity)];
        _site = [.. _nodes.Select(node => node.Site)];
        _tasks = new int[PaddedCount + width];
        _gpus = new(_nodes);
        _bookings = new(_nodes.Length);
    }

    /// <summary>Number of nodes.</summary>
    public int Count => _nodes.Length;

    /// <summary>Length of the padded columns.</summary>
    public int PaddedCount { get; }

    /// <summary>The sites.</summary>
    public IReadOnlyList<SiteSpec> Sites { get; }

    /// <summary>Node of the task that was placed last; -1 before the first. Round-robin goes on from it.</summary>
    public int LastPlaced { get; private set; } = -1;

    /// <summary>Free thousandths of cores; padded, negative where a node is away.</summary>
    public ReadOnlySpan<double> CpuFree => _cpuFree;

    /// <summary>Thousandths of cores; padded.</summary>
    public ReadOnlySpan<double> CpuCapacity => _cpuCapacity;

    /// <summary>Free bytes; padded.</summary>
    public ReadOnlySpan<double> MemoryFree => _memoryFree;

    /// <summary>Bytes; padded.</summary>
    public ReadOnlySpan<double> MemoryCapacity => _memoryCapacity;

    /// <summary>Speed of a core relative to the reference; padded.</summary>
    public ReadOnlySpan<double> Speed => _speed;

    /// <summary>Index of each node's site.</summary>
    public ReadOnlySpan<int> Site => _site;

    /// <summary>Number of tasks on each node, waiting ones included.</summary>
    public ReadOnlySpan<int> Tasks => _tasks.AsSpan(0, Count);

    /// <summary>One over <see cref="CpuCapacity"/>: formulas over all nodes multiply, because dividing takes five times as long.</summary>
    internal ReadOnlySpan<double> CpuInverse => _cpuInverse;

    /// <summary>One over <see cref="MemoryCapacity"/>.</summary>
    internal ReadOnlySpan<double> MemoryInverse => _memoryInverse;

    /// <summary>The padded nodes in runs of whole vectors; in those of more than one vector all nodes have equal capacities.</summary>
    internal (int From, int Until)[] EqualRuns { get; }

    /// <summary>Number of tasks on each node, with room for a whole vector of integers after the last.</summary>
    internal ReadOnlySpan<int> PaddedTasks => _tasks;

    /// <summary>Graphics processors.</summary>
    public GpuRack Gpus => _gpus;

    /// <summary>What never changes of a node.</summary>
    public NodeSpec this[int node] => _nodes[node];

    /// <summary>Index of the node of that name; -1 when there is none.</summary>
    public int IndexOf(string name) => Array.FindIndex(_nodes, node => node.Name == name);

    /// <summary>Whether a node is there.</summary>
    public bool IsUp(int node) => _cpuFree[node] >= 0;

    /// <summary>Part of a node's cores that is taken, from 0 to 1.</summary>
    public double Utilization(int node) => IsUp(node) ? 1 - _cpuFree[node] / _cpuCapacity[node] : 0;

    /// <summary>Whether packets can go between the sites of two nodes.</summary>
    public bool Connected(int one, int other) => _connected(_site[one], _site[other]);

    private double[] Column(Func<NodeSpec, double> of, double padding)
    {
        var column = new double[PaddedCount];
        Array.Fill(column, padding);
        for (var node = 0; node < _nodes.Length; node++)
            column[node] = of(_nodes[node]);
        return column;
    }

    private static IEnumerable<(int From, int Until)> RunsOf(double[] cpu, double[] memory)
    {
        var width = Vector<double>.Count;
        for (var from = 0; from < cpu.Length;)
        {
            var until = from + width;
            if (Alike(from, from))
                while (until < cpu.Length && Alike(from, until))
                    until += width;
            yield return (from, until);
            from = until;
        }

        bool Alike(int one, int vector) =>
            cpu.AsSpan(vector, width).IndexOfAnyExcept(cpu[one]) < 0 && memory.AsSpan(vector, width).IndexOfAnyExcept(memory[one]) < 0;
    }
}
