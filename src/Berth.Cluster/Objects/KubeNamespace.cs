namespace Berth.Cluster.Objects;

/// <summary>A namespace.</summary>
public sealed record KubeNamespace : IKubeObject
{
    /// <inheritdoc/>
    public ObjectMeta Metadata { get; set; } = new();
}
