namespace Berth.Model.Observations;

/// <summary>The parts of an item's latency in the order in which they happen.</summary>
public enum LatencyPart
{
    /// <summary>Scheduled to preprocessed: waiting for the source's processor and packing.</summary>
    Preprocess,

    /// <summary>Preprocessed to sent: waiting for the connection.</summary>
    Send,

    /// <summary>Sent to received: the way to the worker, serialisation included.</summary>
    Uplink,

    /// <summary>Received to dequeued: waiting for the worker.</summary>
    Queue,

    /// <summary>Dequeued to processed.</summary>
    Processing,

    /// <summary>Processed to replied: packing the result.</summary>
    Reply,

    /// <summary>Replied to returned: the way back.</summary>
    Downlink,
}
