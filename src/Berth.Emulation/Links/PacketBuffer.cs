namespace Berth.Emulation.Links;

/// <summary>What precedes a packet's bytes in native memory.</summary>
internal unsafe struct PacketBuffer
{
    /// <summary>Next free buffer of the same size.</summary>
    internal PacketBuffer* Next;

    /// <summary>Queue entries that still need the bytes.</summary>
    internal int References;

    /// <summary>Bytes, virtio-net header included.</summary>
    internal int Length;

    /// <summary>Bytes of the IP and TCP headers; 0 unless this is a segmentation unit.</summary>
    internal int HeaderLength;

    /// <summary>Payload bytes of each segment but the last; 0 unless this is a segmentation unit.</summary>
    internal int SegmentSize;

    /// <summary>Segments that will be on the wire.</summary>
    internal int Segments;

    /// <summary>Which of the pool's sizes it has.</summary>
    internal int Size;
}
