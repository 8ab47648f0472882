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

    /// <summary>How its containers are.</summary>
    public IReadOnlyList<ContainerStatus>? ContainerStatuses { get; init; }
}

/// <summary>How a container is.</summary>
public sealed record ContainerStatus
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Whether it serves.</summary>
    public bool Ready { get; init; }

    /// <summary>How often it was started again.</summary>
    public int RestartCount { get; init; }

    /// <summary>Its state.</summary>
    public ContainerState? State { get; init; }
}

/// <summary>The state of a container.</summary>
public sealed record ContainerState
{
    /// <summary>Why it waits; null while it does not.</summary>
    public ContainerWaiting? Waiting { get; init; }
}

/// <summary>Why a container waits.</summary>
public sealed record ContainerWaiting
{
    /// <summary>In one word.</summary>
    public string? Reason { get; init; }

    /// <summary>In words.</summary>
    public string? Message { get; init; }
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
