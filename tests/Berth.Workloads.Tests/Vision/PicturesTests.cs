using Berth.Model.Units;
using Berth.Workloads.Images;

namespace Berth.Workloads.Tests.Vision;

public sealed class PicturesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("jpeg", 4_000)]
    [InlineData("jpeg", 68_000)]
    [InlineData("jpeg", 500_000)]
    [InlineData("png", 4_000)]
    [InlineData("png", 68_000)]
    [InlineData("png", 500_000)]
    public void They_are_as_large_as_asked_for(string format, int bytes)
    {
        var count = bytes > 100_000 ? 2 : 20;
        var pictures = Pictures.Generate(count, new Memory(bytes), format, 3);
        var image = ImageDecoder.Decode(pictures[0].Encoded);
        output.WriteLine($"{format} {bytes}: frame {image.Width}x{image.Height}, "
            + $"{pictures.Min(p => p.Encoded.Length)} to {pictures.Max(p => p.Encoded.Length)} bytes");
        Assert.Equal(count, pictures.Count);
        Assert.All(pictures, p => Assert.InRange(p.Encoded.Length, bytes * (1 - Pictures.Tolerance), bytes * (1 + Pictures.Tolerance)));
        Assert.All(pictures, p => Assert.Equal(GarmentSample.Classes[p.LabelIndex], p.Label));
    }

    [Fact]
    public void The_same_seed_makes_the_same_pictures_and_another_seed_others()
    {
        var first = Pictures.Generate(3, new Memory(8000), "jpeg", 1);
        var again = Pictures.Generate(3, new Memory(8000), "jpeg", 1);
        var other = Pictures.Generate(3, new Memory(8000), "jpeg", 2);
        Assert.Equal(first.Select(p => Convert.ToHexString(p.Encoded)), again.Select(p => Convert.ToHexString(p.Encoded)));
        Assert.NotEqual(first[0].Encoded, other[0].Encoded);
        Assert.NotEqual(first[0].Encoded, first[1].Encoded);
    }

    [Fact]
    public void What_cannot_be_made_is_refused()
    {
        var unknown = Assert.Throws<ArgumentException>(() => Pictures.Generate(1, new Memory(8000), "gif", 1));
        Assert.Contains("gif", unknown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Pictures.Generate(1, new Memory(10), "jpeg", 1));
    }
}
