using System.Buffers.Binary;
using System.Diagnostics;
using Berth.Workloads.Images;
using Berth.Workloads.Png;

namespace Berth.Workloads.Tests.Vision;

public sealed class PngTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(640, 48)]
    public void A_picture_survives_writing_and_reading(int width, int height)
    {
        var image = Noise(width, height, 5);
        var back = PngReader.Decode(PngWriter.Encode(image));
        Assert.Equal((width, height), (back.Width, back.Height));
        Assert.Equal(image.Pixels, back.Pixels);
    }

    [Fact]
    public void A_grey_picture_comes_back_in_three_equal_channels()
    {
        byte[] grey = [0, 1, 2, 128, 254, 255];
        Assert.Equal(grey.SelectMany(g => new[] { g, g, g }), PngReader.Decode(PngWriter.EncodeGrey(3, 2, grey)).Pixels);
    }

    [Fact]
    public void Pillow_reads_what_we_write_and_we_read_what_it_writes()
    {
        const string script = """
            import sys
            try:
                from PIL import Image
            except ImportError:
                sys.exit(77)
            folder = sys.argv[1]
            source = Image.open(folder + "/ours.png")
            source.load()
            open(folder + "/ours.rgb", "wb").write(source.convert("RGB").tobytes())
            kinds = {"L": source.convert("L"), "RGB": source, "RGBA": source.convert("RGBA"), "LA": source.convert("LA"),
                     "P": source.quantize(200), "P4": source.quantize(13), "P2": source.quantize(4), "one": source.convert("1")}
            kinds["RGBA"].putalpha(99)
            for name, image in kinds.items():
                image.save(folder + "/" + name + ".png")
                open(folder + "/" + name + ".rgb", "wb").write(Image.open(folder + "/" + name + ".png").convert("RGB").tobytes())
            wide = Image.new("I;16", (3, 1))
            for x, value in enumerate([0, 0x1234, 0xFFFF]):
                wide.putpixel((x, 0), value)
            wide.save(folder + "/I16.png")
            open(folder + "/I16.rgb", "wb").write(bytes([0, 0, 0, 0x12, 0x12, 0x12, 255, 255, 255]))
            """;
        var folder = Directory.CreateTempSubdirectory("berth-test-");
        try
        {
            var image = Noise(37, 23, 9);
            File.WriteAllBytes(Path.Combine(folder.FullName, "ours.png"), PngWriter.Encode(image));
            using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", script, folder.FullName]))!;
            python.WaitForExit();
            Assert.SkipWhen(python.ExitCode == 77, "Pillow is absent: sudo apt-get install python3-pil");
            Assert.Equal(0, python.ExitCode);
            Assert.Equal(image.Pixels, File.ReadAllBytes(Path.Combine(folder.FullName, "ours.rgb")));
            foreach (var name in new[] { "L", "RGB", "RGBA", "LA", "P", "P4", "P2", "one", "I16" })
            {
                var read = PngReader.Decode(File.ReadAllBytes(Path.Combine(folder.FullName, name + ".png")));
                Assert.True(File.ReadAllBytes(Path.Combine(folder.FullName, name + ".rgb")).AsSpan().SequenceEqual(read.Pixels), name);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Damage_is_always_an_image_exception_and_never_a_wrong_picture()
    {
        var image = Noise(24, 16, 3);
        var whole = PngWriter.Encode(image);
        for (var at = 0; at < whole.Length; at++)
            foreach (var flip in new byte[] { 0x01, 0x80, 0xFF })
            {
                var damaged = whole.ToArray();
                damaged[at] ^= flip;
                Assert.Throws<ImageException>(() => PngReader.Decode(damaged));
            }

        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<ImageException>(() => PngReader.Decode(whole.AsSpan(0, length)));
    }

    [Fact]
    public void Damage_under_valid_checksums_never_crashes()
    {
        var image = Noise(24, 16, 3);
        var whole = PngWriter.Encode(image);
        var dataAt = 8 + 25 + 8;
        var dataLength = whole.Length - dataAt - 4 - 12;
        for (var at = 0; at < dataLength; at++)
        {
            var damaged = whole.ToArray();
            damaged[dataAt + at] ^= (byte)(1 << at % 8);
            Seal(damaged, dataAt - 4, dataLength + 4);
            AssertRefusedOr(pixels => pixels.SequenceEqual(image.Pixels), damaged);
        }

        for (var at = 0; at < 13; at++)
            for (var value = 0; value < 256; value++)
            {
                var damaged = whole.ToArray();
                damaged[16 + at] = (byte)value;
                Seal(damaged, 12, 17);
                AssertRefusedOr(_ => true, damaged);
            }
    }

    [Fact]
    public void A_small_file_that_claims_a_huge_picture_is_refused_without_the_memory()
    {
        var bomb = PngWriter.Encode(new RgbImage(1, 1, [1, 2, 3]));
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 7000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 7000);
        Seal(bomb, 12, 17);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("claims", Assert.Throws<ImageException>(() => PngReader.Decode(bomb)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 8000);
        Seal(bomb, 12, 17);
        Assert.Contains("50000000", Assert.Throws<ImageException>(() => PngReader.Decode(bomb)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interlaced_picture_is_refused_clearly()
    {
        var interlaced = PngWriter.Encode(Noise(4, 4, 1));
        interlaced[28] = 1;
        Seal(interlaced, 12, 17);
        Assert.Contains("interlaced", Assert.Throws<ImageException>(() => PngReader.Decode(interlaced)).Message, StringComparison.Ordinal);
    }

    private static void AssertRefusedOr(Predicate<byte[]> harmless, byte[] damaged)
    {
        try
        {
            Assert.True(harmless(PngReader.Decode(damaged).Pixels));
        }
        catch (ImageException)
        {
        }
    }

    internal static RgbImage Noise(int width, int height, int seed)
    {
        var pixels = new byte[width * height * 3];
        new Random(seed).NextBytes(pixels);
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i * 255 / pixels.Length * 3 / 4 + pixels[i] / 4);
        return new(width, height, pixels);
    }

    /// <summary>Makes the checksum after this part of the file right again.</summary>
    private static void Seal(byte[] file, int at, int length)
    {
        var crc = uint.MaxValue;
        foreach (var b in file.AsSpan(at, length))
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + length), ~crc);
    }
}
