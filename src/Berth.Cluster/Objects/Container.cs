namespace Berth.Cluster.Objects;

/// <summary>A container, as far as it matters where it runs.</summary>
public sealed record Container
{
    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Image.</summary>
    public string? Image { get; init; }

    /// <summary><c>Always</c> for an init container that goes on running beside the others.</summary>
    public string? RestartPolicy { get; init; }

    /// <summary>What it needs.</summary>
    public ResourceNeeds? Resources { get; init; }

    /// <summary>Its ports.</summary>
    public IReadOnlyList<ContainerPort>? Ports { get; init; }
}

/// <summary>What a container needs and may take, by resource, as quantities.</summary>
public sealed record ResourceNeeds
{
    /// <summary>What is kept for it.</summary>
    public IReadOnlyDictionary<string, string>? Requests { get; init; }

    /// <summary>What it gets at most.</summary>
    public IReadOnlyDictionary<string, string>? Limits { get; init; }
}

/// <summary>A port of a container.</summary>
public sealed record ContainerPort
{
    /// <summary>Port in the pod.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("containerPort")]
    public int Port { get; init; }

    /// <summary>Port of the node that leads to it; 0 is none.</summary>
    public int HostPort { get; init; }

    /// <summary>Address of the node; null is any.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("hostIP")]
    public string? HostIp { get; init; }

    /// <summary><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>; null is TCP.</summary>
    public string? Protocol { get; init; }
}
