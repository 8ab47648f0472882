namespace Berth.Cluster.Objects;

/// <summary>What happened to an object, for people.</summary>
public sealed record KubeEvent : IKubeObject
{
    /// <summary>Version of the API.</summary>
    public string ApiVersion { get; set; } = "v1";

    /// <summary>Kind.</summary>
    public string Kind { get; set; } = "Event";

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; set; } = new();

    /// <summary>To what it happened.</summary>
    public ObjectReference InvolvedObject { get; set; } = new();

    /// <summary>Why, in one word.</summary>
    public string? Reason { get; init; }

    /// <summary>What happened, in words.</summary>
    public string? Message { get; init; }

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Who says so.</summary>
    public EventSource? Source { get; init; }

    /// <summary>When it happened first.</summary>
    public DateTimeOffset? FirstTimestamp { get; init; }

    /// <summary>When it happened last.</summary>
    public DateTimeOffset? LastTimestamp { get; init; }

    /// <summary>How often.</summary>
    public int? Count { get; init; }
}

/// <summary>Who reports an event.</summary>
public sealed record EventSource
{
    /// <summary>Name of the program.</summary>
    public string? Component { get; init; }
}
