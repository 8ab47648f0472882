using System.Buffers;
using System.Numerics;

namespace Berth.Workloads.Images;

/// <summary>
/// Turns a picture into a network's input: the middle of it, cut to the network's proportions, resized with a triangle filter as wide
/// as a target pixel (bilinear when enlarging, antialiased when shrinking: torchvision's Resize), normalised, planes of floats.
/// </summary>
public static class ImageTensor
{
    /// <summary>Writes [channels, height, width] floats: (value / 255 - mean) / std.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="mean">One value a channel, three channels or one (luma, ITU-R BT.601), in units of full white.</param>
    /// <param name="std">One value a channel.</param>
    /// <param name="planes">The result, channels x height x width long.</param>
    public static void Fill(
        RgbImage image, int height, int width, ReadOnlySpan<float> mean, ReadOnlySpan<float> std, Span<float> planes)
    {
        if (mean.Length is not (1 or 3) || std.Length != mean.Length || planes.Length != mean.Length * height * width)
            throw new ArgumentException(
                $"{mean.Length} means, {std.Length} deviations and {planes.Length} values do not fit {height}x{width}");
        var cropWidth = Math.Max(1, (int)Math.Min(image.Width, (long)image.Height * width / height));
        var cropHeight = Math.Max(1, (int)Math.Min(image.Height, (long)image.Width * height / width));
        var rows = new ResizeWeights(cropHeight, height);
        var columns = new ResizeWeights(cropWidth, width);
        var left = (image.Width - cropWidth) / 2;
        var top = (image.Height - cropHeight) / 2;
        var line = ArrayPool<float>.Shared.Rent(cropWidth * 3);
        var sum = line.AsSpan(0, cropWidth * 3);
        for (var y = 0; y < height; y++)
        {
            sum.Clear();
            var from = rows.First(y);
            foreach (var weight in rows.Of(y))
                AddScaled(sum, image.Pixels.AsSpan(((top + from++) * image.Width + left) * 3, sum.Length), weight);
            for (var x = 0; x < width; x++)
                Store(Mix(sum, columns, x), mean, std, planes, y * width + x, height * width);
        }

        ArrayPool<float>.Shared.Return(line);
    }

    private static Vector3 Mix(ReadOnlySpan<float> line, ResizeWeights columns, int x)
    {
        var colour = Vector3.Zero;
        var at = columns.First(x) * 3;
        foreach (var weight in columns.Of(x))
        {
            colour += weight * new Vector3(line[at], line[at + 1], line[at + 2]);
            at += 3;
        }

        return colour / 255f;
    }

    private static void Store(
        Vector3 colour, ReadOnlySpan<float> mean, ReadOnlySpan<float> std, Span<float> planes, int at, int plane)
    {
        if (mean.Length == 1)
        {
            planes[at] = (Vector3.Dot(colour, new(0.299f, 0.587f, 0.114f)) - mean[0]) / std[0];
            return;
        }

        for (var channel = 0; channel < 3; channel++)
            planes[channel * plane + at] = (colour[channel] - mean[channel]) / std[channel];
    }

    private static void AddScaled(Span<float> sum, ReadOnlySpan<byte> row, float weight)
    {
        var i = 0;
        for (; i + Vector<byte>.Count <= row.Length; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[i..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            AddScaled(sum[i..], first, weight);
            AddScaled(sum[(i + Vector<float>.Count)..], second, weight);
            AddScaled(sum[(i + 2 * Vector<float>.Count)..], third, weight);
            AddScaled(sum[(i + 3 * Vector<float>.Count)..], fourth, weight);
        }

        for (; i < row.Length; i++)
            sum[i] += weight * row[i];
    }

    private static void AddScaled(Span<float> sum, Vector<uint> values, float weight) =>
        (new Vector<float>(sum) + weight * Vector.ConvertToSingle(Vector.AsVectorInt32(values))).CopyTo(sum);
}
