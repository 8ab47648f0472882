namespace Berth.Emulation.Links;

/// <summary>
/// What happened on a directed link, in IP packets of at most the MTU (a segmentation unit counts as its segments) and IP bytes.
/// Packets = Delivered + DroppedByQueue + DroppedByLoss + DroppedWhileDown + DroppedByNode + InFlight.
/// </summary>
public record struct LinkCounters
{
    /// <summary>Packets that the sending node gave to the link.</summary>
    public long Packets { get; set; }

    /// <summary>Bytes of those packets.</summary>
    public long Bytes { get; set; }

    /// <summary>Packets handed to the receiving node.</summary>
    public long Delivered { get; set; }

    /// <summary>Bytes of the delivered packets.</summary>
    public long DeliveredBytes { get; set; }

    /// <summary>Packets that found the queue full.</summary>
    public long DroppedByQueue { get; set; }

    /// <summary>Packets that the link lost by chance.</summary>
    public long DroppedByLoss { get; set; }

    /// <summary>Packets that met a cut link.</summary>
    public long DroppedWhileDown { get; set; }

    /// <summary>Packets that the receiving node's device refused (it was down).</summary>
    public long DroppedByNode { get; set; }

    /// <summary>Packets queued or on their way.</summary>
    public long InFlight { get; set; }
}
