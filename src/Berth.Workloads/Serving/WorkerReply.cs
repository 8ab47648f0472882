using System.Text.Json.Serialization;

namespace Berth.Workloads.Serving;

/// <summary>A worker's answer as it travels. Moments are nanoseconds of CLOCK_MONOTONIC.</summary>
internal sealed record WorkerReply
{
    internal const int Ok = 200, NotAPicture = 400, QueueFull = 503, Broken = 500;

    /// <summary>The picture's number, where the transport does not pair questions and answers.</summary>
    public long? Id { get; init; }

    /// <summary>As in HTTP, where it is the status line.</summary>
    public int? Status { get; init; }

    public string? Label { get; init; }

    public int? Index { get; init; }

    public float? Confidence { get; init; }

    /// <summary>Why there is no label.</summary>
    public string? Error { get; init; }

    /// <summary>When all of the picture had come.</summary>
    public long Received { get; init; }

    /// <summary>When a thread took it from the queue.</summary>
    public long Dequeued { get; init; }

    /// <summary>When the result was known.</summary>
    public long Processed { get; init; }

    /// <summary>When the writing of this answer began.</summary>
    public long Replied { get; init; }

    [JsonIgnore]
    public int StatusOrOk => Status ?? Ok;
}
