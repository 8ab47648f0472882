namespace Berth.Cluster.Objects;

/// <summary>What a credential program answers.</summary>
public sealed record ExecCredential
{
    /// <summary>Version of the API.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Kind.</summary>
    public string? Kind { get; init; }

    /// <summary>What it is asked.</summary>
    public ExecCredentialSpec? Spec { get; init; }

    /// <summary>The credential.</summary>
    public ExecCredentialStatus? Status { get; init; }
}

/// <summary>What a credential program is asked.</summary>
public sealed record ExecCredentialSpec
{
    /// <summary>Whether it may talk with a person.</summary>
    public bool Interactive { get; init; }

    /// <summary>The cluster, if the configuration wants it to be told.</summary>
    public ExecCluster? Cluster { get; init; }
}

/// <summary>What a credential program is told of the cluster.</summary>
public sealed record ExecCluster
{
    /// <summary>Address of the API server.</summary>
    public string Server { get; set; } = "";

    /// <summary>Certificates that vouch for it, PEM.</summary>
    public byte[]? CertificateAuthorityData { get; init; }
}

/// <summary>A credential.</summary>
public sealed record ExecCredentialStatus
{
    /// <summary>Until when it holds; null is as long as the program runs that asked for it.</summary>
    public DateTimeOffset? ExpirationTimestamp { get; init; }

    /// <summary>Bearer token.</summary>
    public string? Token { get; init; }

    /// <summary>Client certificate, PEM.</summary>
    public string? ClientCertificateData { get; init; }

    /// <summary>Its key, PEM.</summary>
    public string? ClientKeyData { get; init; }
}
