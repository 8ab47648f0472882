namespace Berth.Emulation.Links;

/// <summary>A packet, or a run of segments of a segmentation unit, in a link's queue or on its way.</summary>
internal unsafe struct QueuedPacket
{
    /// <summary>When the link begins to send it (ns).</summary>
    internal long Start;

    /// <summary>When its last bit has been sent (ns).</summary>
    internal long Finish;

    /// <summary>When it reaches the other end (ns).</summary>
    internal long Due;

    /// <summary>Its bytes; null when the link loses it.</summary>
    internal PacketBuffer* Buffer;

    /// <summary>IP bytes on the wire, the headers of every segment included.</summary>
    internal int Bytes;

    /// <summary>The first of its segments in the unit.</summary>
    internal int First;

    /// <summary>How many segments it is.</summary>
    internal int Count;
}
