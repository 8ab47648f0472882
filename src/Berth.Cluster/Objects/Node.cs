using System.Text.Json.Serialization;

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

    /// <summary>Where it is reached.</summary>
    public IReadOnlyList<NodeAddress>? Addresses { get; init; }

    /// <summary>Where what runs on it listens.</summary>
    public NodeDaemonEndpoints? DaemonEndpoints { get; init; }
}

/// <summary>Where a node is reached.</summary>
public sealed record NodeAddress
{
    /// <summary><c>InternalIP</c>, <c>ExternalIP</c>, <c>Hostname</c>, …</summary>
    public string Type { get; set; } = "";

    /// <summary>The address.</summary>
    public string Address { get; set; } = "";
}

/// <summary>Where what runs on a node listens.</summary>
public sealed record NodeDaemonEndpoints
{
    /// <summary>The kubelet.</summary>
    public DaemonEndpoint? KubeletEndpoint { get; init; }
}

/// <summary>Where a part of a node listens.</summary>
public sealed record DaemonEndpoint
{
    /// <summary>Its port; unlike all else this has a capital letter in the API.</summary>
    [JsonPropertyName("Port")]
    public int Port { get; init; }
}
