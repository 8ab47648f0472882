using System.Buffers.Binary;
using Berth.Workloads.Images;

namespace Berth.Workloads.Png;

/// <summary>The IHDR chunk: size, sample depth and colour type.</summary>
internal readonly record struct PngHeader(int Width, int Height, int Depth, PngColour Colour)
{
    public int Channels => Colour switch
    {
        PngColour.Grey or PngColour.Palette => 1,
        PngColour.GreyAlpha => 2,
        PngColour.Rgb => 3,
        _ => 4,
    };

    /// <summary>Bytes of a row without its filter byte.</summary>
    public int RowBytes => checked((int)(((long)Width * Channels * Depth + 7) / 8));

    /// <summary>Distance in bytes between a byte and the one of the pixel to the left, at least one.</summary>
    public int FilterDistance => Math.Max(1, Channels * Depth / 8);

    public static PngHeader Read(ReadOnlySpan<byte> data)
    {
        if (data.Length != PngFormat.HeaderLength)
            throw new ImageException($"the PNG picture's header has {data.Length} bytes, not {PngFormat.HeaderLength}");
        var width = BinaryPrimitives.ReadUInt32BigEndian(data);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        RgbImage.CheckSize(width, height);
        var (depth, colour) = (data[8], (PngColour)data[9]);
        var valid = colour switch
        {
            PngColour.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColour.Palette => depth is 1 or 2 or 4 or 8,
            PngColour.Rgb or PngColour.GreyAlpha or PngColour.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!valid || data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw new ImageException($"the PNG picture's header is not valid: colour type {data[9]}, depth {depth}, "
                + $"compression {data[10]}, filter {data[11]}, interlace {data[12]}");
        if (data[12] == 1)
            throw new ImageException("the PNG picture is interlaced, which is not supported; save it without interlacing");
        return new((int)width, (int)height, depth, colour);
    }
}
