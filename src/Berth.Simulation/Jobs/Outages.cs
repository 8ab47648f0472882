using Berth.Model;
using Berth.Policies.Placement;

namespace Berth.Simulation.Jobs;

/// <summary>When nodes fail and come back. Each node that fails at random has its own random stream.</summary>
internal sealed class Outages
{
    private readonly List<(int Node, NodeFailure Failure, RandomStream Random)> _causes = [];

    internal Outages(Continuum continuum, Cluster cluster, long seed)
    {
        foreach (var failure in continuum.Failures)
            foreach (var node in continuum.Nodes.Where(node => node.Name == failure.Target || node.Site.Name == failure.Target))
                _causes.Add((cluster.IndexOf(node.Name), failure, new(seed, $"failures of {node.Name}")));
    }

    /// <summary>Number of causes.</summary>
    internal int Count => _causes.Count;

    internal int NodeOf(int cause) => _causes[cause].Node;

    /// <summary>Whether a cause fails its node again and again.</summary>
    internal bool Repeats(int cause) => _causes[cause].Failure.Between is not null;

    /// <summary>When a cause fails its node next, after a moment.</summary>
    internal long NextFailure(int cause, long now)
    {
        var (_, failure, random) = _causes[cause];
        return failure.At is { } at ? at.Nanoseconds : now + Nanoseconds(random.NextExponential(failure.Between!.Value.Seconds));
    }

    /// <summary>When the node comes back that a cause failed now.</summary>
    internal long Return(int cause, long now)
    {
        var (_, failure, random) = _causes[cause];
        return now + Nanoseconds(failure.At is null ? random.NextExponential(failure.Repair.Seconds) : failure.Repair.Seconds);
    }

    private static long Nanoseconds(double seconds) => Math.Max(1, (long)Math.Round(seconds * 1e9));
}
