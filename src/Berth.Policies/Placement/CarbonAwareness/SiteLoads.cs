namespace Berth.Policies.Placement.CarbonAwareness;

/// <summary>
/// The cores that sites are expected to have left at the moments to which a start may be put off. Without it all tasks would be put off to the same clean hour,
/// find no room in it, and have no time left for another.
/// </summary>
internal sealed class SiteLoads
{
    /// <summary>Part of a site that is promised ahead: the rest is for tasks that come meanwhile and for cores on nodes that are left too small.</summary>
    private const double Filled = 0.75;

    private readonly Cluster _cluster;
    private readonly double[] _capacity;
    private readonly double[][] _taken;
    private long[] _moments = [];
    private int _count;

    internal SiteLoads(Cluster cluster)
    {
        _cluster = cluster;
        _capacity = new double[cluster.Sites.Count];
        _taken = [.. cluster.Sites.Select(_ => Array.Empty<double>())];
        for (var node = 0; node < cluster.Count; node++)
            _capacity[cluster.Site[node]] += cluster.IsUp(node) ? cluster.CpuCapacity[node] : 0;
    }

    /// <summary>The moments, ascending, nanoseconds.</summary>
    internal ReadOnlySpan<long> Moments => _moments.AsSpan(0, _count);

    /// <summary>Reads the loads at the multiples of a step after a moment, until another.</summary>
    internal void Read(long now, long until, long step)
    {
        _count = (int)(until / step - now / step);
        if (_count > _moments.Length)
        {
            _moments = new long[_count];
            for (var site = 0; site < _taken.Length; site++)
                _taken[site] = new double[_count];
        }
        for (var moment = 0; moment < _count; moment++)
            _moments[moment] = (now / step + 1 + moment) * step;
        if (_count > 0)
            _cluster.ReadLoads(now, Moments, _taken);
    }

    internal bool HasRoom(int site, int moment, double cpu) => _taken[site][moment] + cpu <= Filled * _capacity[site];
}
