using Berth.Workloads.Images;
using Berth.Workloads.Jpeg;

namespace Berth.Workloads.Tests.Vision;

public sealed class JpegTests
{
    [Fact]
    public void A_smooth_picture_survives_within_what_the_eye_sees()
    {
        var image = Smooth(96, 64);
        var back = JpegCodec.Decode(JpegCodec.Encode(image, 95));
        Assert.Equal((96, 64), (back.Width, back.Height));
        Assert.InRange(image.Pixels.Zip(back.Pixels).Average(p => Math.Abs(p.First - p.Second)), 0, 3);
    }

    [Fact]
    public void Better_quality_makes_a_larger_file()
    {
        var image = PngTests.Noise(128, 128, 2);
        Assert.True(JpegCodec.Encode(image, 40).Length < JpegCodec.Encode(image, 90).Length);
    }

    [Fact]
    public void A_picture_that_is_cut_off_is_refused_wherever_the_cut_is()
    {
        var whole = JpegCodec.Encode(Smooth(64, 64), 90);
        for (var length = 0; length < whole.Length - 2; length++)
            Assert.Throws<ImageException>(() => JpegCodec.Decode(whole.AsSpan(0, length)));
    }

    [Fact]
    public void Damage_never_crashes()
    {
        var whole = JpegCodec.Encode(PngTests.Noise(40, 40, 4), 90);
        var chance = new Random(11);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = whole.ToArray();
            for (var flips = chance.Next(1, 4); flips > 0; flips--)
                damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);
            if (Record.Exception(() => JpegCodec.Decode(damaged)) is { } error)
                Assert.IsType<ImageException>(error);
        }
    }

    [Fact]
    public void A_header_that_claims_a_huge_picture_is_refused()
    {
        var huge = JpegCodec.Encode(Smooth(16, 16), 90);
        var frame = huge.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        ((ReadOnlySpan<byte>)[0xEA, 0x60, 0xEA, 0x60]).CopyTo(huge.AsSpan(frame + 5));
        Assert.Contains("60000x60000", Assert.Throws<ImageException>(() => JpegCodec.Decode(huge)).Message, StringComparison.Ordinal);
    }

    private static RgbImage Smooth(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
            (pixels[i * 3], pixels[i * 3 + 1], pixels[i * 3 + 2]) =
                ((byte)(i % width * 255 / width), (byte)(i / width * 255 / height), 100);
        return new(width, height, pixels);
    }
}
