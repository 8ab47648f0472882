namespace Berth.Cluster.Objects;

/// <summary>A pod, as far as it matters where it runs.</summary>
public sealed record Pod : IKubeObject
{
    /// <inheritdoc/>
    public ObjectMeta Metadata { get; set; } = new();

    /// <summary>What it wants.</summary>
    public PodSpec Spec { get; set; } = new();

    /// <summary>How it is.</summary>
    public PodStatus? Status { get; init; }
}

/// <summary>What a pod wants.</summary>
public sealed record PodSpec
{
    /// <summary>Node on which it runs; null or empty while it has none.</summary>
    public string? NodeName { get; init; }

    /// <summary>Who gives it a node.</summary>
    public string? SchedulerName { get; init; }

    /// <summary>The higher comes first.</summary>
    public int? Priority { get; init; }

    /// <summary>Whether it uses the network of its node.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>Labels that its node must have.</summary>
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    /// <summary>Further conditions on its node.</summary>
    public Affinity? Affinity { get; init; }

    /// <summary>Taints that it tolerates.</summary>
    public IReadOnlyList<Toleration>? Tolerations { get; init; }

    /// <summary>How evenly pods like it are to be spread.</summary>
    public IReadOnlyList<TopologySpreadConstraint>? TopologySpreadConstraints { get; init; }

    /// <summary>What it runs.</summary>
    public IReadOnlyList<Container> Containers { get; set; } = [];

    /// <summary>What runs before.</summary>
    public IReadOnlyList<Container>? InitContainers { get; init; }

    /// <summary>What its runtime needs beside the containers.</summary>
    public IReadOnlyDictionary<string, string>? Overhead { get; init; }

    /// <summary>What others have to lift before it may be given a node.</summary>
    public IReadOnlyList<SchedulingGate>? SchedulingGates { get; init; }

    /// <summary>Its volumes.</summary>
    public IReadOnlyList<Volume>? Volumes { get; init; }

    /// <summary>Seconds after which it is ended.</summary>
    public long? ActiveDeadlineSeconds { get; init; }
}

/// <summary>Something that keeps a pod from being scheduled.</summary>
public sealed record SchedulingGate
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";
}

/// <summary>A volume, as far as it matters where the pod runs.</summary>
public sealed record Volume
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The claim behind it; null when there is none.</summary>
    public VolumeClaim? PersistentVolumeClaim { get; init; }
}

/// <summary>The claim behind a volume.</summary>
public sealed record VolumeClaim
{
    /// <summary>Its name.</summary>
    public string ClaimName { get; set; } = "";
}
