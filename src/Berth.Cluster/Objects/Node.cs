namespace Berth.Cluster.Objects;

/// <summary>A node, as far as pods are placed by it.</summary>
public sealed record Node : IKubeObject
{
    /// <inheritdoc/>
    public ObjectMeta Metadata { get; set; } = new();

    /// <summary>What it is meant for.</summary>
    public NodeSpec? Spec { get; init; }

    /// <summary>What it has.</summary>
    public NodeStatus? Status { get; init; }
}

/// <summary>What a node is meant for.</summary>
public sealed record NodeSpec
{
    /// <summary>Whether new pods are kept off it.</summary>
    public bool Unschedulable { get; init; }

    /// <summary>Its taints.</summary>
    public IReadOnlyList<Taint>? Taints { get; init; }
}

/// <summary>What a node has.</summary>
public sealed record NodeStatus
{
    /// <summary>What pods may request together, by resource, as quantities.</summary>
    public IReadOnlyDictionary<string, string>? Allocatable { get; init; }
}
