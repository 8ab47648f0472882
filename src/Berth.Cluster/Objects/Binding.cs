namespace Berth.Cluster.Objects;

/// <summary>Gives a pod its node. Annotations of the binding become annotations of the pod.</summary>
public sealed record Binding : IKubeObject
{
    /// <summary>Version of the API.</summary>
    public string ApiVersion { get; set; } = "v1";

    /// <summary>Kind.</summary>
    public string Kind { get; set; } = "Binding";

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; set; } = new();

    /// <summary>The node.</summary>
    public ObjectReference Target { get; set; } = new();
}
