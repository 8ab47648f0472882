using Berth.Workloads.Images;

namespace Berth.Workloads.Functions.Dense;

/// <summary>
/// Fashion-MNIST, as pictures to learn from, to watch and to test on: the data of Debian's package where it is installed, else the four thousand pictures that
/// come with Berth. Where there are fewer pictures than samples, they return mirrored and moved, so that the work is the same everywhere.
/// </summary>
internal sealed class Garments
{
    internal const int Side = GarmentSample.Side, Pixels = Side * Side, Classes = 10;
    private const int OneOfFive = 5, OneOfTen = 10;

    /// <summary>Where Debian's dataset-fashion-mnist puts it.</summary>
    private const string Folder = "/usr/share/datasets/fashion-mnist";

    private readonly byte[] pixels;
    private readonly byte[] labels;
    private readonly byte[] testPixels;
    private readonly byte[] testLabels;
    private readonly int learned;

    private Garments(string source, byte[] pixels, byte[] labels, byte[] testPixels, byte[] testLabels, int learned) =>
        (Source, this.pixels, this.labels, this.testPixels, this.testLabels, this.learned) = (source, pixels, labels, testPixels, testLabels, learned);

    /// <summary>What it is.</summary>
    internal string Source { get; }

    /// <summary>Different pictures to learn from.</summary>
    internal int Different => learned;

    /// <summary>Pictures to test on.</summary>
    internal int Tests => testLabels.Length;

    /// <summary>Loads what is enough for a number of samples, a fifth of them to watch.</summary>
    /// <exception cref="IOException">There is no data.</exception>
    internal static Garments Load(int samples) => Directory.Exists(Folder)
        ? Read("Fashion-MNIST", samples, OneOfFive, name => Path.Combine(Folder, name), "train", "t10k")
        : Sample(samples);

    /// <summary>What comes with Berth: the first 3000 pictures of the training set, a tenth of them to watch, and the first 1000 of the test set.</summary>
    internal static Garments Sample(int samples = int.MaxValue) =>
        Read("4000 pictures of Fashion-MNIST that come with Berth", samples, OneOfTen, name => IdxFile.Find("fashion-mnist-" + name), "training", "sample");

    /// <summary>Sample of an epoch, to learn from, as values from 0 to 1.</summary>
    internal int Learn(int sample, Span<float> values)
    {
        var picture = sample % learned;
        Fill(pixels.AsSpan(picture * Pixels, Pixels), sample / learned, values);
        return labels[picture];
    }

    /// <summary>A picture that is not learned from, to watch the loss.</summary>
    internal int Watch(int sample, Span<float> values)
    {
        var picture = learned + sample % (labels.Length - learned);
        Fill(pixels.AsSpan(picture * Pixels, Pixels), 0, values);
        return labels[picture];
    }

    /// <summary>A picture to test on.</summary>
    internal int Test(int sample, Span<float> values)
    {
        Fill(testPixels.AsSpan(sample * Pixels, Pixels), 0, values);
        return testLabels[sample];
    }

    private static Garments Read(string source, int samples, int watched, Func<string, string> find, string training, string test)
    {
        var labels = IdxFile.Read(find($"{training}-labels-idx1-ubyte.gz"), 1, samples);
        return new(
            source, IdxFile.Read(find($"{training}-images-idx3-ubyte.gz"), 3, samples), labels,
            IdxFile.Read(find($"{test}-images-idx3-ubyte.gz"), 3), IdxFile.Read(find($"{test}-labels-idx1-ubyte.gz"), 1), labels.Length - labels.Length / watched);
    }

    /// <summary>Odd returns are mirrored; of each two, one of nine moves by at most one pixel, in turn.</summary>
    private static void Fill(ReadOnlySpan<byte> picture, int turn, Span<float> values)
    {
        if (turn == 0)
        {
            PixelValues.Convert(picture, values);
            return;
        }
        Span<byte> changed = stackalloc byte[Pixels];
        changed.Clear();
        var (mirrored, move) = (turn % 2 == 1, turn / 2 % 9);
        var (right, down) = (move % 3 - 1, move / 3 - 1);
        for (var row = Math.Max(0, down); row < Math.Min(Side, Side + down); row++)
            for (var column = Math.Max(0, right); column < Math.Min(Side, Side + right); column++)
                changed[row * Side + column] = picture[(row - down) * Side + (mirrored ? Side - 1 - (column - right) : column - right)];
        PixelValues.Convert(changed, values);
    }
}
