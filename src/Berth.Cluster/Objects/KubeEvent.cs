namespace Berth.Cluster.Objects;

/// <summary>What happened to an object, for people.</summary>
public sealed record KubeEvent : IKubeObject
{
    /// <summary>Servers refuse messages of more than 1024 bytes.</summary>
    private const int LongestMessage = 1000;

    private static long _number;

    /// <summary>A new event, which happens once.</summary>
    /// <param name="about">To what it happens.</param>
    /// <param name="component">Who says so.</param>
    /// <param name="type"><c>Normal</c> or <c>Warning</c>.</param>
    /// <param name="reason">Why, in one word.</param>
    /// <param name="message">What happens; what is too long for a server is cut.</param>
    /// <param name="now">When.</param>
    public static KubeEvent New(ObjectReference about, string component, string type, string reason, string message, DateTimeOffset now) => new()
    {
        Metadata = new() { Namespace = about.Namespace, Name = $"{about.Name}.{now.Ticks:x}{Interlocked.Increment(ref _number):x}" },
        InvolvedObject = about, Reason = reason, Type = type, Count = 1, Source = new() { Component = component },
        Message = message.Length <= LongestMessage ? message : message[..LongestMessage] + "…",
        FirstTimestamp = now, LastTimestamp = now,
    };

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
