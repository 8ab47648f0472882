namespace Berth.Workloads.Images;

/// <summary>A picture in memory: rows from the top, three bytes (red, green, blue) a pixel, no padding.</summary>
public sealed record RgbImage
{
    /// <summary>The most pixels that a picture may have, so that a small file cannot claim all memory.</summary>
    public const int MaxPixels = 50_000_000;

    /// <summary>Wraps pixels; their number must be width x height x 3.</summary>
    public RgbImage(int width, int height, byte[] pixels)
    {
        if (pixels.LongLength != CheckSize(width, height) * 3)
            throw new ArgumentException($"a {width}x{height} picture has {width * height * 3L} bytes, not {pixels.Length}", nameof(pixels));
        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The bytes, [Height, Width, 3].</summary>
    public byte[] Pixels { get; }

    /// <summary>The number of pixels of such a picture.</summary>
    /// <exception cref="ImageException">It has none, or more than <see cref="MaxPixels"/>.</exception>
    internal static long CheckSize(long width, long height) => width is > 0 and <= MaxPixels && height is > 0 and <= MaxPixels
        && width * height <= MaxPixels
            ? width * height
            : throw new ImageException($"a picture of {width}x{height} pixels is not between 1 and {MaxPixels} pixels large");
}
