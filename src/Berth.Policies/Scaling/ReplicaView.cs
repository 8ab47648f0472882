namespace Berth.Policies.Scaling;

/// <summary>A replica as a scaling policy sees it, with what Kubernetes says of a pod.</summary>
public sealed class ReplicaView
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is in its life.</summary>
    public ReplicaPhase Phase { get; set; }

    /// <summary>Whether it is on its way out.</summary>
    public bool Leaving { get; set; }

    /// <summary>Whether it takes requests; null while nothing is known.</summary>
    public bool? Ready { get; set; }

    /// <summary>Whether its node does not answer, so that nobody knows if it is ready: Kubernetes' Unknown. <see cref="Ready"/> is null then.</summary>
    public bool Lost { get; set; }

    /// <summary>When <see cref="Ready"/> last changed.</summary>
    public long ReadySince { get; set; }

    /// <summary>When its node began to start it; null while it waits for one.</summary>
    public long? Started { get; set; }

    /// <summary>Cores that are reserved for it; not a number when none are asked for.</summary>
    public double RequestedCores { get; set; } = 1;

    /// <summary>Bytes of memory that are reserved for it; null when none are asked for.</summary>
    public double? RequestedBytes { get; set; }

    /// <summary>Cores that it used, as the monitoring system last saw it; null when it has not yet.</summary>
    public CpuSample? Cpu { get; set; }

    /// <summary>What else the monitoring system knows of it, each by its name: <c>memory</c> in bytes, and metrics of the program itself.</summary>
    public IReadOnlyList<ReplicaMetric> Metrics { get; set; } = [];

    /// <summary>Its containers, where they are told apart; empty where they are not.</summary>
    public IReadOnlyList<ContainerView> Containers { get; set; } = [];

    /// <summary>Requests that it serves now.</summary>
    public int InFlight { get; set; }
}

/// <summary>Phases of a replica, as Kubernetes names those of a pod.</summary>
public enum ReplicaPhase
{
    /// <summary>It is not running yet.</summary>
    Pending,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended well.</summary>
    Succeeded,

    /// <summary>It ended badly.</summary>
    Failed,
}

/// <summary>Mean use of processors over a window that ends at a moment, both in nanoseconds.</summary>
public readonly record struct CpuSample(double Cores, long Moment, long Window);

/// <summary>A metric of one replica.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Moment">When it was taken, nanoseconds.</param>
/// <param name="Window">Nanoseconds before it that it covers.</param>
public readonly record struct ReplicaMetric(string Name, double Value, long Moment, long Window);
