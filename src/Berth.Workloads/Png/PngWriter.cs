using System.Buffers.Binary;
using System.IO.Compression;
using Berth.Workloads.Images;

namespace Berth.Workloads.Png;

/// <summary>Writes PNG pictures with 8 bits a sample.</summary>
public static class PngWriter
{
    /// <summary>Encodes an RGB picture.</summary>
    public static byte[] Encode(RgbImage image) => Encode(image.Width, image.Height, PngColour.Rgb, 3, image.Pixels);

    /// <summary>Encodes a grey picture of width x height bytes, rows from the top.</summary>
    public static byte[] EncodeGrey(int width, int height, ReadOnlySpan<byte> grey) => RgbImage.CheckSize(width, height) == grey.Length
        ? Encode(width, height, PngColour.Grey, 1, grey)
        : throw new ArgumentException($"a grey {width}x{height} picture has {width * height} bytes, not {grey.Length}", nameof(grey));

    private static byte[] Encode(int width, int height, PngColour colour, int channels, ReadOnlySpan<byte> samples)
    {
        using var file = new MemoryStream();
        file.Write(PngFormat.Signature);
        Span<byte> header = stackalloc byte[PngFormat.HeaderLength];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = (byte)colour;
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(samples, width * channels, channels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Every row with the Paeth filter, the one that suits photographs best on average.</summary>
    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> samples, int rowBytes, int distance)
    {
        const byte paeth = 4;
        var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            ReadOnlySpan<byte> above = new byte[rowBytes];
            var filtered = new byte[rowBytes + 1];
            filtered[0] = paeth;
            for (var at = 0; at < samples.Length; at += rowBytes)
            {
                var row = samples.Slice(at, rowBytes);
                for (var i = 0; i < rowBytes; i++)
                    filtered[i + 1] = (byte)(row[i] - (i < distance
                        ? PngFormat.Paeth(0, above[i], 0)
                        : PngFormat.Paeth(row[i - distance], above[i], above[i - distance])));
                deflate.Write(filtered);
                above = row;
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + PngFormat.ChunkOverhead];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), PngFormat.Crc(chunk.AsSpan(4, data.Length + 4)));
        file.Write(chunk);
    }
}
