namespace Berth.Cluster.Objects;

/// <summary>A lease: who leads.</summary>
public sealed record Lease : IKubeObject
{
    /// <inheritdoc/>
    public ObjectMeta Metadata { get; set; } = new();

    /// <summary>Who holds it and since when.</summary>
    public LeaseSpec Spec { get; set; } = new();
}

/// <summary>Who holds a lease and since when.</summary>
public sealed record LeaseSpec
{
    /// <summary>Who holds it; null or empty is nobody.</summary>
    public string? HolderIdentity { get; init; }

    /// <summary>Seconds after the last renewal until others may take it.</summary>
    public int? LeaseDurationSeconds { get; init; }

    /// <summary>When it was taken, RFC 3339 with six digits of a second, which the server insists on.</summary>
    public string? AcquireTime { get; init; }

    /// <summary>When it was renewed, in the same form.</summary>
    public string? RenewTime { get; init; }

    /// <summary>How often it went from one holder to another.</summary>
    public int? LeaseTransitions { get; init; }
}
