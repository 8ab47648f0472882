
namespace Berth.Workloads.Images;

/// <summary>The first thousand test pictures of Fashion-MNIST (Zalando SE, MIT), 28x28 grey bytes each, with their labels.</summary>
public sealed class GarmentSample
{
    /// <summary>Pixels on each side.</summary>
    public const int Side = 28;

    private static readonly Lazy<GarmentSample> Loaded = new(Load);
    private readonly byte[] pixels;
    private readonly byte[] labels;

    private GarmentSample(byte[] pixels, byte[] labels) => (this.pixels, this.labels) = (pixels, labels);

    /// <summary>The names of the ten classes, by label.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>The sample in models/.</summary>
    /// <exception cref="FileNotFoundException">It is neither in the repository nor next to the program.</exception>
    public static GarmentSample Instance => Loaded.Value;

    /// <summary>How many pictures there are.</summary>
    public int Count => labels.Length;

    /// <summary>The label of a picture, 0 to 9.</summary>
    public int Label(int index) => labels[index];

    /// <summary>A picture's bytes, 0 black to 255 white, rows from the top.</summary>
    public ReadOnlySpan<byte> Pixels(int index) => pixels.AsSpan(index * Side * Side, Side * Side);

    /// <summary>A picture in three equal channels.</summary>
    public RgbImage Image(int index)
    {
        var rgb = new byte[Side * Side * 3];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = Pixels(index)[i / 3];
        return new(Side, Side, rgb);
    }

    private static GarmentSample Load()
    {
        var images = ReadIdx("fashion-mnist-sample-images-idx3-ubyte.gz", 3);
        var labels = ReadIdx("fashion-mnist-sample-labels-idx1-ubyte.gz", 1);
        return images.Length == labels.Length * Side * Side
            ? new(images, labels)
            : throw new InvalidDataException($"{images.Length} bytes of pictures do not fit {labels.Length} labels");
    }

    private static byte[] ReadIdx(string name, int rank) => IdxFile.Read(IdxFile.Find(name), rank);
}
