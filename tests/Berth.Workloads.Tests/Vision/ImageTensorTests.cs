using Berth.Workloads.Images;

namespace Berth.Workloads.Tests.Vision;

public sealed class ImageTensorTests
{
    [Fact]
    public void Shrinking_a_plain_picture_leaves_its_colour()
    {
        var image = new RgbImage(50, 70, [.. Enumerable.Range(0, 50 * 70 * 3).Select(i => (byte)(i % 3 * 100))]);
        var planes = new float[3 * 8 * 8];
        ImageTensor.Fill(image, 8, 8, [0, 0, 0], [1, 1, 1], planes);
        for (var i = 0; i < planes.Length; i++)
            Assert.Equal(i / 64 * 100 / 255f, planes[i], 1e-5f);
    }

    [Fact]
    public void Enlarging_is_bilinear_around_pixel_centres()
    {
        var planes = new float[16];
        ImageTensor.Fill(new RgbImage(2, 2, [0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 255, 255]), 4, 4, [0], [1], planes);
        Assert.Equal([0f, 0.25f, 0.75f, 1f], planes[..4].Select(v => MathF.Round(v, 5)));
    }

    [Fact]
    public void A_wide_picture_is_cut_to_its_middle()
    {
        var pixels = new byte[6 * 2 * 3];
        foreach (var x in new[] { 2, 3, 8, 9 })
            pixels.AsSpan(x * 3, 3).Fill(255);
        var planes = new float[4];
        ImageTensor.Fill(new RgbImage(6, 2, pixels), 2, 2, [0], [1], planes);
        Assert.All(planes, v => Assert.Equal(1, v, 1e-5f));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused() =>
        Assert.Throws<ArgumentException>(() => ImageTensor.Fill(new RgbImage(1, 1, new byte[3]), 2, 2, [0, 0], [1, 1], new float[8]));
}
