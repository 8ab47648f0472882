using Berth.Model;
using Berth.Policies;
using Berth.Policies.Placement;

namespace Berth.Emulation.Runs;

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
        var policy = PlacementPolicies.Get(policyName);
        var continuum = experiment.Continuum;
        var counts = continuum.Nodes.ToDictionary(node => node.Name, _ => 0);
        var streams = new List<PlacedStream>();
        var decisions = new List<Decision>();
        foreach (var workload in experiment.Workloads)
            foreach (var source in continuum.Nodes.Where(node => node.Site.Name == workload.Source))
            {
                var decision = policy.Decide(new View(continuum, counts), new($"{workload.Name}@{source.Name}", source.Name));
                decisions.Add(decision);
                if (decision.Chosen is not { } chosen)
                    continue;
                counts[chosen]++;
                streams.Add(new(workload, source.Name, chosen));
            }
        return new(policyName, streams, decisions);
    }

    private sealed class View(Continuum continuum, Dictionary<string, int> streams) : IPlacementView
    {
        private readonly Dictionary<string, string> _sites = continuum.Nodes.ToDictionary(node => node.Name, node => node.Site.Name);

        public IReadOnlyList<NodeView> Nodes { get; } =
            [.. continuum.Nodes.Select(node => new NodeView(node.Name, node.Site.Name, node.Site.Tier, node.Site.Cpu.Cores * node.Site.Share.Value, streams[node.Name]))];

        public bool Connected(string one, string other) => continuum.Connected(_sites[one], _sites[other]);
    }
}

/// <summary>One stream of items: what, from where, to where.</summary>
public sealed record PlacedStream(Workload Workload, string Source, string Worker);
