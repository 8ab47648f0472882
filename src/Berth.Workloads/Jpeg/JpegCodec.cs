using System.Buffers;
using System.Runtime.InteropServices;
using Berth.Workloads.Images;

namespace Berth.Workloads.Jpeg;

/// <summary>Reads and writes JPEG pictures through libjpeg-turbo.</summary>
public static unsafe class JpegCodec
{
    /// <summary>What every JPEG file begins with: the start-of-image marker and the next marker's first byte.</summary>
    public static ReadOnlySpan<byte> Magic => [0xFF, 0xD8, 0xFF];

    // Without a limit on scans a small progressive file could keep the decoder busy for hours.
    private const int Strict = TurboJpeg.StopOnWarning | TurboJpeg.LimitScans;

    /// <summary>Decodes to RGB. Damage that libjpeg would only warn about, such as a missing end, is an error here.</summary>
    /// <exception cref="ImageException">Not a JPEG picture, damaged, truncated or too large.</exception>
    /// <exception cref="Native.MissingLibraryException">libturbojpeg0 is not installed.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> encoded)
    {
        var api = TurboJpeg.Api.Value;
        var decoder = api.InitDecompress();
        try
        {
            fixed (byte* source = encoded)
            {
                int width, height, subsampling, colours;
                var length = (nuint)encoded.Length;
                Check(api.ReadHeader(decoder, source, length, &width, &height, &subsampling, &colours), decoder, encoded.Length);
                var pixels = GC.AllocateUninitializedArray<byte>((int)RgbImage.CheckSize(width, height) * 3);
                fixed (byte* target = pixels)
                {
                    Check(
                        api.Decompress(decoder, source, length, target, width, width * 3, height, TurboJpeg.FormatRgb, Strict),
                        decoder, encoded.Length);
                }

                return new(width, height, pixels);
            }
        }
        finally
        {
            api.Destroy(decoder);
        }
    }

    /// <summary>Encodes with 4:2:0 chroma, as cameras do.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="quality">1 (smallest file) to 100 (best).</param>
    public static byte[] Encode(RgbImage image, int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        var api = TurboJpeg.Api.Value;
        var encoder = api.InitCompress();
        var size = api.BufferSize(image.Width, image.Height, TurboJpeg.Subsampling420);
        var buffer = ArrayPool<byte>.Shared.Rent((int)size);
        try
        {
            fixed (byte* source = image.Pixels, target = buffer)
            {
                var at = target;
                Check(
                    api.Compress(encoder, source, image.Width, image.Width * 3, image.Height, TurboJpeg.FormatRgb, &at, &size,
                        TurboJpeg.Subsampling420, quality, TurboJpeg.NoReallocation),
                    encoder, image.Pixels.Length);
            }

            return buffer.AsSpan(0, (int)size).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            api.Destroy(encoder);
        }
    }

    private static void Check(int result, nint handle, int bytes)
    {
        if (result != 0)
        {
            var reason = Marshal.PtrToStringUTF8((nint)TurboJpeg.Api.Value.GetError(handle));
            throw new ImageException($"the JPEG picture of {bytes} bytes is damaged or not understood: {reason}");
        }
    }
}
