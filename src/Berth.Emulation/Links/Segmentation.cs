using System.Buffers.Binary;
using Berth.Emulation.Posix;

namespace Berth.Emulation.Links;

/// <summary>
/// Reads the virtio-net header before a packet, and cuts a TCP segmentation unit into runs of segments that are delivered on their own,
/// so that a slow link hands over each segment at its time although the sender's kernel made one 64 KiB unit.
/// </summary>
/// <remarks>Sources: virtio 1.2 section 5.1.6 (header); RFC 9293 (TCP); RFC 1071 (checksum).</remarks>
internal static unsafe class Segmentation
{
    internal const int VirtioHeader = 10;

    private const byte NeedsChecksum = 1, UnitTcp4 = 1, UnitMask = 0x7f;
    private const int MinimalIp = 20, MinimalTcp = 20, ProtocolTcp = 6, ChecksumInTcp = 16;
    private const byte Fin = 0x01, Push = 0x08, CongestionWindowReduced = 0x80;

    /// <summary>Headers of one segment with IP and TCP options at their longest, behind the virtio-net header.</summary>
    internal const int LongestHeader = VirtioHeader + 60 + 60;

    /// <summary>Fills in how the packet is segmented; false when it is no IPv4 packet.</summary>
    internal static bool TryInspect(PacketBuffer* buffer)
    {
        var virtio = PacketPool.Bytes(buffer);
        var ip = virtio + VirtioHeader;
        var length = buffer->Length - VirtioHeader;
        if (length < MinimalIp || ip[0] >> 4 != 4)
            return false;
        buffer->Segments = 1;
        buffer->SegmentSize = 0;
        buffer->HeaderLength = 0;
        if ((virtio[1] & UnitMask) != UnitTcp4 || ip[9] != ProtocolTcp)
            return true;
        var ipHeader = (ip[0] & 15) * 4;
        if (length < ipHeader + MinimalTcp)
            return false;
        var headers = ipHeader + (ip[ipHeader + 12] >> 4) * 4;
        var size = *(ushort*)(virtio + 4);
        var payload = length - headers;
        if (size == 0 || payload <= size)
            return true;
        buffer->HeaderLength = headers;
        buffer->SegmentSize = size;
        buffer->Segments = (payload + size - 1) / size;
        return true;
    }

    /// <summary>The destination address as it lies in the packet.</summary>
    internal static uint Destination(PacketBuffer* buffer) => *(uint*)(PacketPool.Bytes(buffer) + VirtioHeader + 16);

    /// <summary>IP bytes of a run of segments on the wire.</summary>
    internal static int WireBytes(PacketBuffer* buffer, int first, int count)
    {
        if (buffer->Segments == 1)
            return buffer->Length - VirtioHeader;
        return count * buffer->HeaderLength + PayloadOf(buffer, first, count);
    }

    /// <summary>Writes a run of segments to a device; false when the device refused it.</summary>
    internal static bool Write(int device, PacketBuffer* buffer, int first, int count)
    {
        var bytes = PacketPool.Bytes(buffer);
        if (count == buffer->Segments)
            return Libc.Write(device, bytes, buffer->Length) == buffer->Length;
        var header = stackalloc byte[LongestHeader];
        var payload = PayloadOf(buffer, first, count);
        var headerLength = BuildHeader(header, buffer, first, count, payload);
        var vectors = stackalloc Libc.IoVector[2];
        vectors[0] = new() { Base = header, Length = headerLength };
        vectors[1] = new() { Base = bytes + headerLength + (nint)first * buffer->SegmentSize, Length = payload };
        return Libc.WriteVector(device, vectors, 2) == headerLength + payload;
    }

    /// <summary>The headers of a run of segments; returns their length, virtio-net header included.</summary>
    internal static int BuildHeader(byte* header, PacketBuffer* buffer, int first, int count, int payload)
    {
        var length = VirtioHeader + buffer->HeaderLength;
        Buffer.MemoryCopy(PacketPool.Bytes(buffer), header, LongestHeader, length);
        var ip = header + VirtioHeader;
        var ipHeader = (ip[0] & 15) * 4;
        var tcp = ip + ipHeader;

        header[0] = NeedsChecksum;
        header[1] = count > 1 ? UnitTcp4 : (byte)0;
        *(ushort*)(header + 2) = (ushort)buffer->HeaderLength;
        *(ushort*)(header + 4) = count > 1 ? (ushort)buffer->SegmentSize : (ushort)0;
        *(ushort*)(header + 6) = (ushort)ipHeader;
        *(ushort*)(header + 8) = ChecksumInTcp;

        SetShort(ip + 2, buffer->HeaderLength + payload);
        SetShort(ip + 4, Short(ip + 4) + first);
        SetShort(ip + 10, 0);
        SetShort(ip + 10, ~Sum(ip, ipHeader, 0));

        BinaryPrimitives.WriteUInt32BigEndian(new Span<byte>(tcp + 4, 4),
            BinaryPrimitives.ReadUInt32BigEndian(new ReadOnlySpan<byte>(tcp + 4, 4)) + (uint)(first * buffer->SegmentSize));
        if (first + count < buffer->Segments)
            tcp[13] &= unchecked((byte)~(Fin | Push));
        if (first > 0)
            tcp[13] &= unchecked((byte)~CongestionWindowReduced);
        // The receiver's kernel completes the checksum over this pseudo header's sum when it must.
        SetShort(tcp + ChecksumInTcp, Sum(ip + 12, 8, (uint)(ProtocolTcp + buffer->HeaderLength - ipHeader + payload)));
        return length;
    }

    private static int PayloadOf(PacketBuffer* buffer, int first, int count)
    {
        var payload = buffer->Length - VirtioHeader - buffer->HeaderLength;
        var from = first * buffer->SegmentSize;
        return Math.Min(payload, from + count * buffer->SegmentSize) - from;
    }

    /// <summary>The folded ones' complement sum of big-endian shorts.</summary>
    internal static int Sum(byte* data, int length, uint initial)
    {
        var sum = initial;
        for (var i = 0; i < length; i += 2)
            sum += (uint)Short(data + i);
        while (sum >> 16 != 0)
            sum = (sum & 0xffff) + (sum >> 16);
        return (int)sum;
    }

    private static int Short(byte* at) => (at[0] << 8) | at[1];

    private static void SetShort(byte* at, int value) => (at[0], at[1]) = ((byte)(value >> 8), (byte)value);
}
