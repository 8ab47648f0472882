namespace Berth.Cluster.Objects;

/// <summary>How a request went, as the server says it.</summary>
public sealed record KubeStatus
{
    /// <summary><c>Success</c> or <c>Failure</c>.</summary>
    public string? Status { get; init; }

    /// <summary>What went wrong, in words.</summary>
    public string? Message { get; init; }

    /// <summary>What went wrong, in one word.</summary>
    public string? Reason { get; init; }

    /// <summary>Code of HTTP.</summary>
    public int? Code { get; init; }

    /// <summary>Further details.</summary>
    public StatusDetails? Details { get; init; }
}

/// <summary>Details of a failure.</summary>
public sealed record StatusDetails
{
    /// <summary>Seconds after which it is worth trying again.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>What is behind it.</summary>
    public IReadOnlyList<StatusCause>? Causes { get; init; }
}

/// <summary>What is behind a failure.</summary>
public sealed record StatusCause
{
    /// <summary>In one word.</summary>
    public string? Reason { get; init; }
}
