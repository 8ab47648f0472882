using Berth.Accounting;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Model.Units;
using Berth.Policies.Placement;

namespace Berth.Policies.Tests;

/// <summary>A cluster with something on it, and tasks to place. Cores and GiB.</summary>
internal sealed class Situation
{
    internal const double GiB = 1 << 30;

    private readonly List<NodeSpec> _nodes = [];
    private readonly List<SiteSpec> _sites = [];
    private readonly List<(string Node, TaskRequest Task)> _taken = [];
    private Cluster? _cluster;
    private int _last;

    internal Cluster Cluster => _cluster ??= Make();

    internal Situation Site(string name, double pue = 1, double price = 0, ICarbonForecast? forecast = null)
    {
        _sites.Add(new(name, Tier.Cloud, pue, price, forecast));
        return this;
    }

    /// <summary>A node of the last site.</summary>
    internal Situation Node(string name, double cores, double gib, int gpus = 0, double speed = 1, double[]? watts = null, double? sleep = null, double gpuWatts = 0)
    {
        if (_sites.Count == 0)
            Site("site");
        var power = watts is null ? null : new PowerModel(new PowerCurve([.. watts.Select(each => new Power(each))]));
        _nodes.Add(new(name, _sites.Count - 1, cores * 1000, gib * GiB, gpus, "", speed, power, sleep, gpuWatts));
        return this;
    }

    /// <summary>Something that runs there already.</summary>
    internal Situation Taken(string node, double cores, double gib, double length = 1000, GpuDemand gpu = default)
    {
        _taken.Add((node, Task(cores, gib, length, gpu)));
        return this;
    }

    internal TaskRequest Task(double cores, double gib = 0, double length = 100, GpuDemand gpu = default, int priority = 0) =>
        new(_last, $"task-{_last++}", new(cores * 1000, gib * GiB, gpu), length, Priority: priority);

    /// <summary>Asks a policy, with reasons, at 0.</summary>
    internal PlacementBatch Ask(string policy, IReadOnlyDictionary<string, double>? options, params TaskRequest[] tasks)
    {
        var batch = new PlacementBatch(Cluster, 0, new(1, "test"), explain: true);
        foreach (var task in tasks)
            batch.Add(task);
        PlacementPolicies.Get(policy, options).Place(batch);
        return batch;
    }

    /// <summary>The nodes of the tasks in their order; a dash is none.</summary>
    internal string[] Place(string policy, params TaskRequest[] tasks) => Names(Ask(policy, null, tasks));

    internal string[] Names(PlacementBatch batch) => [.. Enumerable.Range(0, batch.Tasks.Count).Select(index => batch.NodeOf(index) is var node and >= 0 ? Cluster[node].Name : "-")];

    internal static Candidate Of(PlacementBatch batch, string node, int task = 0) => batch.Decisions[task].Candidates.Single(candidate => candidate.Node == node);

    private Cluster Make()
    {
        var cluster = new Cluster(_nodes, _sites);
        foreach (var (node, task) in _taken)
            cluster.Take(task, cluster.IndexOf(node), 0);
        return cluster;
    }
}

/// <summary>A forecast that is right: an intensity until a moment, and another from then on.</summary>
internal sealed class TwoLevels(double before, double after = double.NaN, double changeSeconds = double.MaxValue) : ICarbonForecast
{
    public string Name => "perfect";

    public double MeanOver(long now, long from, long to)
    {
        var change = Math.Clamp(changeSeconds * 1e9, from, to);
        return change >= to ? before : ((change - from) * before + (to - change) * after) / (to - from);
    }
}
