using Berth.Workloads.Images;
using Berth.Workloads.Jpeg;
using Berth.Workloads.Png;

namespace Berth.Workloads.Serving;

/// <summary>Pictures of either format for warming up. Their content does not matter; <see cref="Pictures"/> would search for a size and take a tenth of a second.</summary>
internal static class WarmUpPictures
{
    private const int Side = 120, Quality = 90;

    /// <summary>A JPEG and a PNG of some 20 kB.</summary>
    internal static IReadOnlyList<Picture> Make()
    {
        var noise = new NoiseStream(1);
        var pixels = new byte[Side * Side * 3];
        foreach (ref var value in pixels.AsSpan())
            value = (byte)noise.Next(200);
        var image = new RgbImage(Side, Side, pixels);
        return [.. ((byte[][])[JpegCodec.Encode(image, Quality), PngWriter.Encode(image)]).Select(encoded => new Picture(encoded, 0, GarmentSample.Classes[0]))];
    }
}
