namespace Berth.Cluster.Objects;

/// <summary>How a pod is.</summary>
public sealed record PodStatus
{
    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public string? Phase { get; init; }

    /// <summary>Its address; null while it has none.</summary>
    public string? PodIP { get; init; }

    /// <summary>When its node began to start it.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Its conditions.</summary>
    public IReadOnlyList<PodCondition>? Conditions { get; init; }
}

/// <summary>A condition of a pod.</summary>
public sealed record PodCondition
{
    /// <summary>Which: <c>PodScheduled</c>.</summary>
    public string Type { get; set; } = "";

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public string Status { get; set; } = "";

    /// <summary>Why, in one word.</summary>
    public string? Reason { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Message { get; init; }

    /// <summary>When its status changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }
}
