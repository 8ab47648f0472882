namespace Berth.Cluster.Objects;

/// <summary>The sub-resource scale: how many replicas something has and is to have.</summary>
public sealed record Scale : IKubeObject
{
    /// <inheritdoc/>
    public ObjectMeta Metadata { get; set; } = new();

    /// <summary>How many it is to have.</summary>
    public ScaleSpec Spec { get; set; } = new();

    /// <summary>How many it has.</summary>
    public ScaleStatus? Status { get; init; }
}

/// <summary>How many replicas something is to have.</summary>
public sealed record ScaleSpec
{
    /// <summary>Their number.</summary>
    public int Replicas { get; init; }
}

/// <summary>How many replicas something has.</summary>
public sealed record ScaleStatus
{
    /// <summary>Their number.</summary>
    public int Replicas { get; init; }

    /// <summary>Selects their pods.</summary>
    public string? Selector { get; init; }
}
