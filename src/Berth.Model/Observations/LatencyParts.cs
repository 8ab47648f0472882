namespace Berth.Model.Observations;

/// <summary>Reads the parts of an item's latency.</summary>
public static class LatencyParts
{
    /// <summary>Every part in order.</summary>
    public static IReadOnlyList<LatencyPart> All { get; } = Enum.GetValues<LatencyPart>();

    /// <summary>One part of a completed item, in nanoseconds.</summary>
    public static long Part(this ItemTimeline item, LatencyPart part) => part switch
    {
        LatencyPart.Preprocess => item.Preprocessed - item.Scheduled,
        LatencyPart.Send => item.Sent - item.Preprocessed,
        LatencyPart.Uplink => item.Received - item.Sent,
        LatencyPart.Queue => item.Dequeued - item.Received,
        LatencyPart.Processing => item.Processed - item.Dequeued,
        LatencyPart.Reply => item.Replied - item.Processed,
        LatencyPart.Downlink => item.Returned - item.Replied,
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
