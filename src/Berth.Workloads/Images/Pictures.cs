using Berth.Model.Units;
using Berth.Workloads.Jpeg;
using Berth.Workloads.Png;

namespace Berth.Workloads.Images;

/// <summary>Makes camera pictures of a given file size from the Fashion-MNIST sample; the same seed makes the same bytes.</summary>
public static class Pictures
{
    /// <summary>How far a picture's size may be from the size asked for.</summary>
    public const double Tolerance = 0.02;

    private const int MinBytes = 2_000;
    private const int MaxBytes = 20_000_000;
    private const int MinSide = 32;
    private const int Quality = 90;
    private const float MostNoise = 24;
    private const int Bisections = 16;

    /// <summary>Makes pictures. Frame and noise are searched for until the file is as large as asked for, within 2 %.</summary>
    /// <param name="count">How many; after a thousand the garments repeat with other noise.</param>
    /// <param name="target">Size of each file, 2 kB to 20 MB.</param>
    /// <param name="format">"jpeg" or "png".</param>
    /// <param name="seed">Decides garments, light and noise.</param>
    /// <exception cref="ArgumentException">A format or a size that cannot be made.</exception>
    public static IReadOnlyList<Picture> Generate(int count, Memory target, string format, int seed)
    {
        if (target.Bytes is not (>= MinBytes and <= MaxBytes))
            throw new ArgumentException(
                $"pictures are between {new Memory(MinBytes)} and {new Memory(MaxBytes)} large, not {target}", nameof(target));
        Func<RgbImage, byte[]> encode = format switch
        {
            "jpeg" => image => JpegCodec.Encode(image, Quality),
            "png" => PngWriter.Encode,
            _ => throw new ArgumentException($"pictures are \"jpeg\" or \"png\", not \"{format}\"", nameof(format)),
        };
        var usualBitsPerPixel = format == "jpeg" ? 2.1 : 11.0;
        var side = Math.Max(MinSide, (int)Math.Sqrt(target.Bytes * 8 / usualBitsPerPixel));
        var sample = GarmentSample.Instance;
        var order = Shuffled(sample.Count, new NoiseStream((ulong)(uint)seed));
        var pictures = new Picture[count];
        for (var i = 0; i < count; i++)
        {
            var garment = order[i % order.Length];
            var label = sample.Label(garment);
            var chance = new NoiseStream(((ulong)(uint)seed << 32) + (ulong)i + 1);
            pictures[i] = new(Fit(sample.Pixels(garment), side, target.Bytes, encode, chance), label, GarmentSample.Classes[label]);
        }

        return pictures;
    }

    private static byte[] Fit(ReadOnlySpan<byte> garment, int side, double target, Func<RgbImage, byte[]> encode, NoiseStream chance)
    {
        for (var attempt = 0; attempt < 12; attempt++)
        {
            var scene = new PictureScene(garment, side, chance);
            if (encode(scene.Expose(0)).Length > target)
                side = Math.Max(MinSide, side * 7 / 8);
            else if (encode(scene.Expose(MostNoise)).Length < target)
                side = side * 9 / 8;
            else if (Bisect(scene, target, encode) is { } found)
                return found;
        }

        throw new ArgumentException($"no picture of {target} bytes could be made");
    }

    private static byte[]? Bisect(PictureScene scene, double target, Func<RgbImage, byte[]> encode)
    {
        var (low, high) = (0f, MostNoise);
        for (var i = 0; i < Bisections; i++)
        {
            var middle = (low + high) / 2;
            var encoded = encode(scene.Expose(middle));
            if (Math.Abs(encoded.Length - target) <= target * Tolerance / 2)
                return encoded;
            (low, high) = encoded.Length < target ? (middle, high) : (low, middle);
        }

        return null;
    }

    private static int[] Shuffled(int count, NoiseStream chance)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = chance.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
