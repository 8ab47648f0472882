using Berth.Cluster.Election;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.Deciding;
using Berth.Cluster.Scheduling.Keeping;
using Berth.Policies.Placement;

namespace Berth.Cluster.Scheduling;

/// <summary>What a scheduler is to do.</summary>
/// <param name="Policy">Chooses nodes.</param>
public sealed record SchedulerOptions(IPlacementPolicy Policy)
{
    /// <summary>Pods that the policy is asked about together at most.</summary>
    public const int Together = DecisionMaker.MostTogether;

    /// <summary>Pods with this <c>schedulerName</c> are bound.</summary>
    public string Name { get; init; } = "berth";

    /// <summary>Lease by which one of several schedulers acts; null acts without asking.</summary>
    public ObjectKey? Lease { get; init; } = new("kube-system", "berth-scheduler");

    /// <summary>How long the lease holds.</summary>
    public LeaseTimes Times { get; init; } = LeaseTimes.Default;

    /// <summary>Name of this process among those that want the lease.</summary>
    public string Identity { get; init; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>Seed of the policy's random numbers.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Keeps what is decided; null is nobody.</summary>
    public SchedulerRecords? Records { get; init; }

    /// <summary>Bindings that are under way at the same time.</summary>
    public int Parallel { get; init; } = 64;

    /// <summary>Whether an event tells of every binding, too, and not only of what was refused.</summary>
    public bool TellBindings { get; init; } = true;
}
