using Berth.Model;

namespace Berth.Policies.Placement;

/// <summary>Where one placement puts every stream of an experiment, decided before anything starts.</summary>
/// <param name="Policy">Name of the placement policy.</param>
/// <param name="Streams">Every stream and its node.</param>
/// <param name="Decisions">The decisions in the order in which they were made.</param>
public sealed record PlacementPlan(string Policy, IReadOnlyList<PlacedStream> Streams, IReadOnlyList<Decision> Decisions)
{
    /// <summary>Nodes that produce items.</summary>
    public IReadOnlyList<string> Sources => [.. Streams.Select(stream => stream.Source).Distinct()];

    /// <summary>Nodes that were chosen.</summary>
    public IReadOnlyList<string> Workers => [.. Streams.Select(stream => stream.Worker).Distinct()];

    /// <summary>Why the placement cannot be run; null when every stream has a node.</summary>
    public string? Failure => Decisions.FirstOrDefault(decision => decision.Chosen is null)?.Reason;

    /// <summary>Asks the policy for every stream: workloads in the order of the file, source nodes in the order of the continuum.</summary>
    public static PlacementPlan Make(Experiment experiment, string policyName)
    {
        var continuum = experiment.Continuum;
        var policy = PlacementPolicies.Get(policyName, experiment.Options.GetValueOrDefault(policyName));
        var cluster = ClusterOf.Continuum(continuum, ConstantForecast.Of, bySpeed: true);
        var batch = new PlacementBatch(cluster, 0, new(experiment.Seed, $"placement {policyName}"), explain: true);
        var asked = new List<(Workload Workload, string Source)>();
        foreach (var workload in experiment.Workloads)
            foreach (var source in continuum.Nodes.Where(node => node.Site.Name == workload.Source))
            {
                batch.Add(new(asked.Count, $"{workload.Name}@{source.Name}", policy is LeastStreams ? default : DemandOf(workload), experiment.Run.Duration.Seconds, Source: cluster.IndexOf(source.Name)));
                asked.Add((workload, source.Name));
            }
        policy.Place(batch);
        var streams = asked.Select((stream, index) => (stream, node: batch.NodeOf(index))).Where(each => each.node >= 0)
            .Select(each => new PlacedStream(each.stream.Workload, each.stream.Source, cluster[each.node].Name));
        return new(policyName, [.. streams], batch.Decisions);
    }

    /// <summary>The cores of speed 1 that a stream keeps busy where it is processed. The static patterns place it even where there is less.</summary>
    private static Demand DemandOf(Workload workload) =>
        Demand.Of(new(workload.Rate.PerSecond * (workload.Profile.Receive.Seconds + workload.Profile.Process.Seconds)), default);
}

/// <summary>One stream of items: what, from where, to where.</summary>
public sealed record PlacedStream(Workload Workload, string Source, string Worker);
