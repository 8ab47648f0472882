using Berth.Workloads.Images;

namespace Berth.Workloads.Png;

/// <summary>What happens to one row of a PNG picture: its filter undone, its samples turned to RGB bytes.</summary>
internal static class PngRows
{
    /// <summary>Undoes a filter in place (section 9.2).</summary>
    public static void Unfilter(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (var i = distance; i < row.Length; i++)
                    row[i] += row[i - distance];
                break;
            case 2:
                for (var i = 0; i < row.Length; i++)
                    row[i] += above[i];
                break;
            case 3:
                for (var i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < distance ? 0 : row[i - distance]) + above[i]) / 2);
                break;
            case 4:
                for (var i = 0; i < row.Length; i++)
                    row[i] += i < distance
                        ? PngFormat.Paeth(0, above[i], 0)
                        : PngFormat.Paeth(row[i - distance], above[i], above[i - distance]);
                break;
            default:
                throw new ImageException($"the PNG picture is damaged: there is no filter type {filter}");
        }
    }

    /// <summary>Writes a row's pixels as red, green, blue.</summary>
    public static void ToRgb(ReadOnlySpan<byte> row, PngHeader header, ReadOnlySpan<byte> palette, Span<byte> rgb)
    {
        var bytesPerSample = header.Depth / 8;
        var stride = header.Channels * bytesPerSample;
        for (var x = 0; x < header.Width; x++)
        {
            var pixel = rgb.Slice(x * 3, 3);
            switch (header.Colour)
            {
                case PngColour.Palette:
                    var index = Packed(row, x, header.Depth) * 3;
                    if (index >= palette.Length)
                        throw new ImageException($"the PNG picture is damaged: its palette has no colour {index / 3}");
                    palette.Slice(index, 3).CopyTo(pixel);
                    break;
                case PngColour.Grey when header.Depth < 8:
                    pixel.Fill((byte)(Packed(row, x, header.Depth) * 255 / ((1 << header.Depth) - 1)));
                    break;
                case PngColour.Grey or PngColour.GreyAlpha:
                    pixel.Fill(row[x * stride]);
                    break;
                default:
                    for (var channel = 0; channel < 3; channel++)
                        pixel[channel] = row[x * stride + channel * bytesPerSample];
                    break;
            }
        }
    }

    private static int Packed(ReadOnlySpan<byte> row, int x, int depth)
    {
        var bit = x * depth;
        return (row[bit / 8] >> (8 - depth - bit % 8)) & ((1 << depth) - 1);
    }
}
