using Berth.Workloads.Jpeg;
using Berth.Workloads.Png;

namespace Berth.Workloads.Images;

/// <summary>Reads a picture of either format by its first bytes.</summary>
public static class ImageDecoder
{
    /// <summary>Decodes a JPEG or PNG picture.</summary>
    /// <exception cref="ImageException">The bytes are neither, or damaged, or too large a picture.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded.StartsWith(JpegCodec.Magic))
            return JpegCodec.Decode(encoded);
        if (encoded.StartsWith(PngFormat.Signature))
            return PngReader.Decode(encoded);
        var start = Convert.ToHexString(encoded[..Math.Min(8, encoded.Length)]);
        throw new ImageException($"neither JPEG nor PNG: {encoded.Length} bytes that begin with {(start.Length == 0 ? "nothing" : start)}");
    }
}
