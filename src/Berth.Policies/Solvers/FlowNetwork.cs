namespace Berth.Policies.Solvers;

/// <summary>
/// A directed graph with supplies at its nodes and capacities and costs on its arcs. Nodes and arcs are numbered from 0 in the order
/// in which they were added; loops and parallel arcs are fine. Lower bounds are 0.
/// </summary>
/// <remarks>Nodes and arcs that will be added can be announced by the capacities, which saves copying.</remarks>
public sealed class FlowNetwork(int nodeCapacity = 0, int arcCapacity = 0)
{
    /// <summary>Capacity of an arc without a limit.</summary>
    public const long Unlimited = long.MaxValue;

    private long[] _supply = new long[nodeCapacity];
    private int[] _from = new int[arcCapacity];
    private int[] _to = new int[arcCapacity];
    private long[] _capacity = new long[arcCapacity];
    private long[] _cost = new long[arcCapacity];

    /// <summary>Number of nodes.</summary>
    public int NodeCount { get; private set; }

    /// <summary>Number of arcs.</summary>
    public int ArcCount { get; private set; }

    /// <summary>What each node adds to the flow; negative is what it takes.</summary>
    public ReadOnlySpan<long> Supply => _supply.AsSpan(0, NodeCount);

    /// <summary>Node at which each arc begins.</summary>
    public ReadOnlySpan<int> From => _from.AsSpan(0, ArcCount);

    /// <summary>Node at which each arc ends.</summary>
    public ReadOnlySpan<int> To => _to.AsSpan(0, ArcCount);

    /// <summary>Most that each arc can carry.</summary>
    public ReadOnlySpan<long> Capacity => _capacity.AsSpan(0, ArcCount);

    /// <summary>What a unit of flow costs on each arc; may be negative.</summary>
    public ReadOnlySpan<long> Cost => _cost.AsSpan(0, ArcCount);

    /// <summary>Adds a node and returns its number.</summary>
    public int AddNode(long supply = 0)
    {
        if (NodeCount == _supply.Length)
            Array.Resize(ref _supply, Grown(NodeCount));
        _supply[NodeCount] = supply;
        return NodeCount++;
    }

    /// <summary>Adds nodes without supply and returns the number of the first.</summary>
    public int AddNodes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var first = NodeCount;
        NodeCount = checked(NodeCount + count);
        if (NodeCount > _supply.Length)
            Array.Resize(ref _supply, Math.Max(NodeCount, Grown(first)));
        return first;
    }

    /// <summary>Sets what a node adds to the flow; negative is what it takes.</summary>
    public void SetSupply(int node, long supply) => _supply[Known(node)] = supply;

    /// <summary>Adds an arc and returns its number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node, or the capacity is negative.</exception>
    public int AddArc(int from, int to, long capacity, long cost)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        if (ArcCount == _from.Length)
        {
            var length = Grown(ArcCount);
            Array.Resize(ref _from, length);
            Array.Resize(ref _to, length);
            Array.Resize(ref _capacity, length);
            Array.Resize(ref _cost, length);
        }
        _from[ArcCount] = Known(from);
        _to[ArcCount] = Known(to);
        _capacity[ArcCount] = capacity;
        _cost[ArcCount] = cost;
        return ArcCount++;
    }

    /// <summary>Removes all nodes and arcs; the memory is kept for the next network.</summary>
    public void Clear()
    {
        _supply.AsSpan(0, NodeCount).Clear();
        (NodeCount, ArcCount) = (0, 0);
    }

    private static int Grown(int count) => Math.Max(16, checked(count * 2));

    private int Known(int node)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(node);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(node, NodeCount);
        return node;
    }
}
