namespace Berth.Cluster.Objects;

/// <summary>Asks for a pod to be ended, unless a disruption budget forbids it.</summary>
public sealed record Eviction : IKubeObject
{
    /// <summary>Version of the API: <c>policy/v1</c>, or <c>policy/v1beta1</c> before 1.22.</summary>
    public string ApiVersion { get; set; } = "policy/v1";

    /// <summary>Kind.</summary>
    public string Kind { get; set; } = "Eviction";

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; set; } = new();
}
