using System.Buffers.Binary;
using System.IO.Compression;
using Berth.Workloads.Images;

namespace Berth.Workloads.Png;

/// <summary>
/// Reads PNG pictures of every colour type and depth that are not interlaced. Samples of 16 bits keep their upper 8, transparency
/// is dropped as Pillow's convert("RGB") does. Checksums are verified.
/// </summary>
public static class PngReader
{
    // Deflate cannot expand a byte to more than 1032 (zlib's technical notes), so a picture larger than that is a lie.
    private const long MostExpansion = 1032;

    /// <summary>Decodes to RGB.</summary>
    /// <exception cref="ImageException">Not a PNG picture, damaged, truncated, interlaced or too large.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> encoded)
    {
        if (!encoded.StartsWith(PngFormat.Signature))
            throw new ImageException("not a PNG picture: the signature is missing");
        PngHeader? header = null;
        byte[] palette = [];
        using var compressed = new MemoryStream();
        var at = PngFormat.Signature.Length;
        while (true)
        {
            var (type, data) = Chunk(encoded, ref at);
            if (header is null != type.SequenceEqual("IHDR"u8))
                throw new ImageException("the PNG picture does not begin with one header chunk");
            if (type.SequenceEqual("IHDR"u8))
                header = PngHeader.Read(data);
            else if (type.SequenceEqual("PLTE"u8))
                palette = data.Length % 3 == 0 && data.Length is > 0 and <= 768
                    ? data.ToArray()
                    : throw new ImageException($"the PNG picture's palette has {data.Length} bytes");
            else if (type.SequenceEqual("IDAT"u8))
                compressed.Write(data);
            else if (type.SequenceEqual("IEND"u8))
                break;
            else if ((type[0] & 0x20) == 0)
                throw new ImageException($"the PNG picture needs the unknown chunk {System.Text.Encoding.Latin1.GetString(type)}");
        }

        if (header!.Value.Colour == PngColour.Palette && palette.Length == 0)
            throw new ImageException("the PNG picture has no palette");
        return Inflate(header.Value, palette, compressed);
    }

    private static ChunkSpan Chunk(ReadOnlySpan<byte> encoded, ref int at)
    {
        var rest = encoded[at..];
        if (rest.Length < PngFormat.ChunkOverhead)
            throw new ImageException($"the PNG picture ends after {encoded.Length} bytes without its end chunk");
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - PngFormat.ChunkOverhead)
            throw new ImageException($"the PNG picture is cut off: at byte {at} a chunk of {length} bytes begins, {rest.Length} are left");
        var covered = rest.Slice(4, (int)length + 4);
        if (PngFormat.Crc(covered) != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]))
            throw new ImageException($"the PNG picture is damaged: the checksum of the chunk at byte {at} is wrong");
        at += (int)length + PngFormat.ChunkOverhead;
        return new(covered[..4], covered[4..]);
    }

    private static RgbImage Inflate(PngHeader header, byte[] palette, MemoryStream compressed)
    {
        var size = (header.RowBytes + 1L) * header.Height;
        if (size > compressed.Length * MostExpansion)
            throw new ImageException($"the PNG picture claims {header.Width}x{header.Height} pixels in {compressed.Length} bytes");
        compressed.Position = 0;
        using var inflated = new ZLibStream(compressed, CompressionMode.Decompress);
        var pixels = new byte[header.Width * header.Height * 3];
        var row = new byte[header.RowBytes + 1];
        var above = new byte[header.RowBytes + 1];
        try
        {
            for (var y = 0; y < header.Height; y++)
            {
                if (inflated.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
                    throw new ImageException($"the PNG picture's data end in row {y} of {header.Height}");
                PngRows.Unfilter(row[0], row.AsSpan(1), above.AsSpan(1), header.FilterDistance);
                PngRows.ToRgb(row.AsSpan(1), header, palette, pixels.AsSpan(y * header.Width * 3, header.Width * 3));
                (row, above) = (above, row);
            }

            if (inflated.ReadByte() >= 0)
                throw new ImageException("the PNG picture has more data than pixels");
        }
        catch (InvalidDataException e)
        {
            throw new ImageException($"the PNG picture's data are damaged: {e.Message}", e);
        }

        return new(header.Width, header.Height, pixels);
    }

    private readonly ref struct ChunkSpan(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        private readonly ReadOnlySpan<byte> type = type;
        private readonly ReadOnlySpan<byte> data = data;

        public void Deconstruct(out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> data)
        {
            type = this.type;
            data = this.data;
        }
    }
}
