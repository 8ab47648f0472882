using Berth.Policies.Placement.CarbonAwareness;
using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>
/// What it costs to give a task to a node: −(d · a) + carbon-weight · emissions, where d is the demand and a the free room, both in parts of the largest machine
/// of each resource, and the emissions of all nodes that could ever run the task are scaled to [0, 1] by <see cref="RobustScale"/>. Pending costs
/// unscheduled-cost + ageing · hours waited.
/// </summary>
internal sealed class EcSchedCosts
{
    /// <summary>More than any node costs.</summary>
    private const double Most = 250;

    private readonly PlacementBatch _batch;
    private readonly EcSchedOptions _options;
    private readonly Dictionary<int, double[]> _emissions = [];
    private readonly double _cpu, _memory, _gpu;

    internal EcSchedCosts(PlacementBatch batch, EcSchedOptions options)
    {
        (_batch, _options) = (batch, options);
        var cluster = batch.Cluster;
        for (var node = 0; node < cluster.Count; node++)
        {
            _cpu = Math.Max(_cpu, cluster.CpuCapacity[node]);
            _memory = Math.Max(_memory, cluster.MemoryCapacity[node]);
            _gpu = Math.Max(_gpu, 1000.0 * cluster[node].Gpus);
        }
    }

    /// <summary>Whether emissions count.</summary>
    internal bool CountsCarbon => _options.CarbonWeight > 0;

    /// <summary>The demand of a task, divided so that its product with free room is the alignment.</summary>
    internal (double Cpu, double Memory, double Gpu) Weights(TaskRequest task) =>
        (Weight(task.Demand.Cpu, _cpu), Weight(task.Demand.Memory, _memory), Weight(task.Demand.Gpu.TotalMilli, _gpu));

    private static double Weight(double demand, double largest) => demand == 0 ? 0 : demand / (largest * largest);

    /// <summary>The weighted emissions of a task on each node; empty when they do not count.</summary>
    internal double[] Carbon(int index)
    {
        if (!CountsCarbon)
            return [];
        if (!_emissions.TryGetValue(index, out var grams))
            _emissions.Add(index, grams = Emissions(_batch.Tasks[index]));
        return grams;
    }

    /// <summary>What leaving a task pending costs. Close to its deadline a task cannot wait.</summary>
    internal double Unscheduled(int index)
    {
        var task = _batch.Tasks[index];
        if (task.Deadline != long.MaxValue && double.IsFinite(task.Length) && task.Deadline - _batch.Now - task.Length * 1e9 < EcSched.Slack)
            return Most;
        return Math.Min(Most, _options.UnscheduledCost + _options.Ageing * Math.Max(0, _batch.Now - task.Submitted) / 3600e9);
    }

    private double[] Emissions(TaskRequest task)
    {
        var cluster = _batch.Cluster;
        var all = new double[cluster.Count];
        var known = new List<double>();
        for (var node = 0; node < all.Length; node++)
        {
            all[node] = cluster.IsUp(node) && cluster.EverFits(task, node) ? Grams(task, node) : double.NaN;
            if (!double.IsNaN(all[node]))
                known.Add(all[node]);
        }
        if (known.Count == 0)
            return new double[all.Length];
        // Nodes of unknown emissions count as the dirtiest.
        var dirtiest = known.Max();
        foreach (ref var grams in all.AsSpan())
            if (double.IsNaN(grams))
                grams = dirtiest;
        known.Sort();
        var (low, high) = (RobustScale.Percentile([.. known], 0.05), RobustScale.Percentile([.. known], 0.95));
        foreach (ref var grams in all.AsSpan())
            grams = high - low > 1e-9 ? _options.CarbonWeight * Math.Clamp((grams - low) / (high - low), 0, 1) : 0;
        return all;
    }

    private double Grams(TaskRequest task, int node)
    {
        var site = _batch.Cluster.Sites[_batch.Cluster.Site[node]];
        if (site.Forecast is not { } forecast)
            return double.NaN;
        var seconds = MarginalEnergy.Seconds(_batch.Cluster, task, node);
        var joules = MarginalEnergy.Running(_batch.Cluster, task, node) + MarginalEnergy.Waking(_batch.Cluster, task, node);
        return CarbonAware.Grams(joules, site.Pue, forecast.MeanOver(_batch.Now, _batch.Now, _batch.Now + Math.Max(1, (long)(seconds * 1e9))));
    }
}
