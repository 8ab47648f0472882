using System.Buffers.Binary;
using Berth.Emulation.Links;

namespace Berth.Emulation.Tests.Links;

public sealed unsafe class SegmentationTests
{
    private const int Payload = 3000, SegmentSize = 1448, Ip = Segmentation.VirtioHeader, Tcp = Ip + 20, Headers = 52;
    private const byte FinPushAckCwr = 0x99;

    [Theory]
    [InlineData(0, 1, 1448, 0x90)]
    [InlineData(1, 1, 1448, 0x10)]
    [InlineData(2, 1, 104, 0x19)]
    [InlineData(1, 2, 1552, 0x19)]
    public void A_run_has_the_headers_of_its_segments(int first, int count, int payload, byte flags)
    {
        using var pool = new PacketPool();
        var unit = MakeUnit(pool);
        Assert.True(Segmentation.TryInspect(unit));
        Assert.Equal((3, SegmentSize, Headers), (unit->Segments, unit->SegmentSize, unit->HeaderLength));
        Assert.Equal(3 * Headers + Payload, Segmentation.WireBytes(unit, 0, 3));
        Assert.Equal(count * Headers + payload, Segmentation.WireBytes(unit, first, count));

        var header = stackalloc byte[Segmentation.LongestHeader];
        Assert.Equal(Segmentation.VirtioHeader + Headers, Segmentation.BuildHeader(header, unit, first, count, payload));
        var bytes = new Span<byte>(header, Segmentation.LongestHeader);
        Assert.Equal(count > 1 ? 1 : 0, bytes[1]);
        Assert.Equal(count > 1 ? SegmentSize : 0, BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]));
        Assert.Equal(Headers + payload, BinaryPrimitives.ReadUInt16BigEndian(bytes[(Ip + 2)..]));
        Assert.Equal(0xfffe + first & 0xffff, BinaryPrimitives.ReadUInt16BigEndian(bytes[(Ip + 4)..]));
        Assert.Equal(0xffff, Segmentation.Sum(header + Ip, 20, 0));
        Assert.Equal(unchecked(0xffffff00 + (uint)(first * SegmentSize)), BinaryPrimitives.ReadUInt32BigEndian(bytes[(Tcp + 4)..]));
        Assert.Equal(flags, bytes[Tcp + 13]);
        // RFC 9293: the pseudo header is both addresses, the protocol and the TCP length.
        var pseudo = Segmentation.Sum(header + Ip + 12, 8, (uint)(6 + 32 + payload));
        Assert.Equal(pseudo, BinaryPrimitives.ReadUInt16BigEndian(bytes[(Tcp + 16)..]));
    }

    private static PacketBuffer* MakeUnit(PacketPool pool)
    {
        var unit = pool.Take(Segmentation.VirtioHeader + Headers + Payload);
        unit->Length = Segmentation.VirtioHeader + Headers + Payload;
        var bytes = new Span<byte>(PacketPool.Bytes(unit), unit->Length);
        bytes[0] = 1;
        bytes[1] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], SegmentSize);
        bytes[Ip] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[(Ip + 2)..], Headers + Payload);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[(Ip + 4)..], 0xfffe);
        bytes[Ip + 9] = 6;
        byte[] addresses = [10, 77, 0, 1, 10, 77, 0, 2];
        addresses.CopyTo(bytes[(Ip + 12)..]);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[(Tcp + 4)..], 0xffffff00);
        bytes[Tcp + 12] = 8 << 4;
        bytes[Tcp + 13] = FinPushAckCwr;
        return unit;
    }
}
