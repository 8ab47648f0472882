namespace Berth.Cluster.Objects;

/// <summary>Names another object.</summary>
public sealed record ObjectReference
{
    /// <summary>Version of its API.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Its kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Its namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its identity.</summary>
    public string? Uid { get; init; }
}
