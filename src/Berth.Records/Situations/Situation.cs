using Berth.Policies;
using Berth.Policies.Placement;

namespace Berth.Records.Situations;

/// <summary>
/// All that a placement policy may look at when it is asked, as a value: the same policy with the same options decides the same about it anywhere and at any time.
/// </summary>
/// <param name="Policy">Name of the policy; empty is not said.</param>
/// <param name="Options">Options of the policy that differ from their defaults or were given.</param>
/// <param name="Now">Nanoseconds of the world's clock.</param>
/// <param name="RandomState">State of the policy's random stream (<see cref="Model.RandomStream.State"/>).</param>
/// <param name="Sites">The sites.</param>
/// <param name="Reachable">Indices of the pairs of different sites between which packets go both ways; null is all.</param>
/// <param name="Nodes">The nodes in the order of <see cref="Cluster"/>.</param>
/// <param name="State">What runs and waits on them.</param>
/// <param name="Tasks">The pending tasks in the order in which the policy sees them.</param>
public sealed record Situation(
    string Policy,
    IReadOnlyDictionary<string, double> Options,
    long Now,
    string RandomState,
    IReadOnlyList<SiteSpec> Sites,
    IReadOnlyList<(int One, int Other)>? Reachable,
    IReadOnlyList<NodeSpec> Nodes,
    ClusterState State,
    IReadOnlyList<TaskRequest> Tasks)
{
    /// <summary>Step of sampled forecasts, and how many are sampled: a day by the hour.</summary>
    private const long Step = 3_600_000_000_000;
    private const int Steps = 24;

    /// <summary>The situation of a batch, taken before the policy is asked. Forecasts are sampled by the hour over a day.</summary>
    public static Situation Of(PlacementBatch batch, string policy, IReadOnlyDictionary<string, double>? options = null)
    {
        var cluster = batch.Cluster;
        var forecasts = new Dictionary<ICarbonForecast, ForecastSteps>(ReferenceEqualityComparer.Instance);
        return new(
            policy,
            options ?? new Dictionary<string, double>(),
            batch.Now,
            batch.Random.State,
            [.. cluster.Sites.Select(site => site with { Forecast = site.Forecast is null ? null : Sampled(site.Forecast) })],
            Pairs(cluster),
            [.. Enumerable.Range(0, cluster.Count).Select(node => cluster[node])],
            cluster.Snapshot(),
            [.. batch.Tasks]);

        ForecastSteps Sampled(ICarbonForecast forecast)
        {
            if (!forecasts.TryGetValue(forecast, out var steps))
                forecasts[forecast] = steps = ForecastSteps.Sample(forecast, batch.Now, Step, Steps);
            return steps;
        }
    }

    /// <summary>The question as a policy is asked it.</summary>
    /// <exception cref="ArgumentException">More runs on a node than it has room for.</exception>
    public PlacementBatch ToBatch()
    {
        var reachable = Reachable?.SelectMany(pair => new[] { pair, (One: pair.Other, Other: pair.One) }).ToHashSet();
        var cluster = new Cluster(Nodes, Sites, (one, other) => one == other || reachable is null || reachable.Contains((one, other)));
        cluster.Restore(State);
        var batch = new PlacementBatch(cluster, Now, Model.RandomStream.At(RandomState)!, explain: true);
        for (var task = 0; task < Tasks.Count; task++)
            batch.Add(Tasks[task] with { Id = task });
        return batch;
    }

    /// <summary>Asks its policy about it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such placement policy.</exception>
    /// <exception cref="ArgumentException">The policy has no such option, or more runs on a node than it has room for.</exception>
    public IReadOnlyList<TaskAnswer> Decide()
    {
        var policy = PlacementPolicies.Get(Policy, Options);
        var batch = ToBatch();
        policy.Place(batch);
        return TaskAnswer.Of(batch);
    }

    private static List<(int, int)>? Pairs(Cluster cluster)
    {
        var sites = cluster.Sites.Count;
        var pairs = new List<(int, int)>();
        for (var one = 0; one < sites; one++)
            for (var other = one + 1; other < sites; other++)
                if (cluster.SitesConnected(one, other))
                    pairs.Add((one, other));
        return pairs.Count == sites * (sites - 1) / 2 ? null : pairs;
    }
}
