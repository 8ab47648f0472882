using System.Buffers;
using Berth.Workloads.Images;
using Berth.Workloads.Native;
using Berth.Workloads.Onnx;

namespace Berth.Workloads.Classification;

/// <summary>Classifies JPEG and PNG pictures with an ONNX model. Calls may overlap; disposal must come last.</summary>
public sealed class ImageClassifier : IDisposable
{
    private const int TopClasses = 5;

    private readonly OnnxSession session;
    private readonly TimeProvider time;

    private ImageClassifier(OnnxSession session, TimeProvider time)
    {
        (this.session, this.time) = (session, time);
        Input = ModelInput.Of(session);
    }

    /// <summary>The ResNet-18 in models/, or null where it is neither in the repository nor next to the program.</summary>
    public static string? DefaultModel => RepositoryFiles.Find(Path.Combine("models", "resnet18-fashion-mnist.onnx"));

    /// <summary>What the model takes and which classes it knows.</summary>
    public ModelInput Input { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="path">An ONNX classifier: float [batch, channels, height, width] to float [batch, classes].</param>
    /// <param name="threads">How many threads one inference may use, the caller's included.</param>
    /// <param name="time">The clock of the two durations; the system's by default.</param>
    /// <exception cref="OnnxException">No such file, not a model, or not a classifier of pictures.</exception>
    /// <exception cref="MissingLibraryException">ONNX Runtime is not installed.</exception>
    public static ImageClassifier Load(string path, int threads = 1, TimeProvider? time = null)
    {
        var session = OnnxSession.Open(path, threads);
        try
        {
            return new(session, time ?? TimeProvider.System);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Says what an encoded picture shows.</summary>
    /// <exception cref="ImageException">The picture cannot be read.</exception>
    /// <exception cref="OnnxException">The model failed.</exception>
    public ImageClassification Classify(ReadOnlySpan<byte> encoded)
    {
        var begun = time.GetTimestamp();
        return Classify(ImageDecoder.Decode(encoded), begun);
    }

    /// <summary>Says what a picture shows; its decoding time counts resizing and normalising only.</summary>
    public ImageClassification Classify(RgbImage image) => Classify(image, time.GetTimestamp());

    /// <summary>The network's raw outputs for one picture, one for each class.</summary>
    public float[] Logits(RgbImage image)
    {
        var logits = new float[Input.Classes.Count];
        var values = ArrayPool<float>.Shared.Rent(InputLength);
        ImageTensor.Fill(image, Input.Height, Input.Width, Input.Mean, Input.Std, values.AsSpan(0, InputLength));
        Run(values, logits);
        ArrayPool<float>.Shared.Return(values);
        return logits;
    }

    /// <summary>Whether one run of the network may take several pictures.</summary>
    public bool TakesBatches => session.Inputs[0].Shape[0] < 0;

    /// <summary>Values that a picture becomes: channels x height x width.</summary>
    public int InputLength => Input.Mean.Length * Input.Height * Input.Width;

    /// <summary>Decodes, resizes and normalises a picture.</summary>
    /// <param name="encoded">A JPEG or PNG file.</param>
    /// <param name="values">Receives <see cref="InputLength"/> values.</param>
    /// <exception cref="ImageException">The picture cannot be read.</exception>
    public void Prepare(ReadOnlySpan<byte> encoded, Span<float> values) =>
        ImageTensor.Fill(ImageDecoder.Decode(encoded), Input.Height, Input.Width, Input.Mean, Input.Std, values);

    /// <summary>Says what prepared pictures show, in one run of the network.</summary>
    /// <param name="values">One picture after the other.</param>
    /// <param name="pictures">How many; more than one only if <see cref="TakesBatches"/>.</param>
    /// <returns>The best class of each.</returns>
    /// <exception cref="OnnxException">The model failed.</exception>
    public ClassScore[] Classify(ReadOnlySpan<float> values, int pictures)
    {
        var classes = Input.Classes.Count;
        var logits = new float[pictures * classes];
        session.Run(values[..(pictures * InputLength)], [pictures, Input.Mean.Length, Input.Height, Input.Width], logits, [pictures, classes]);
        return [.. Enumerable.Range(0, pictures).Select(picture => Best(logits[(picture * classes)..((picture + 1) * classes)])[0])];
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => session.Dispose();

    private ImageClassification Classify(RgbImage image, long begun)
    {
        var values = ArrayPool<float>.Shared.Rent(InputLength);
        ImageTensor.Fill(image, Input.Height, Input.Width, Input.Mean, Input.Std, values.AsSpan(0, InputLength));
        var decoded = time.GetTimestamp();
        var logits = new float[Input.Classes.Count];
        Run(values, logits);
        var inferred = time.GetTimestamp();
        ArrayPool<float>.Shared.Return(values);
        return new(Best(logits), Nanoseconds(begun, decoded), Nanoseconds(decoded, inferred));
    }

    private void Run(float[] values, float[] logits) => session.Run(
        values.AsSpan(0, InputLength), [1, Input.Mean.Length, Input.Height, Input.Width], logits, [1, logits.Length]);

    private ClassScore[] Best(float[] logits)
    {
        var largest = logits.Max();
        var sum = logits.Sum(l => MathF.Exp(l - largest));
        return [.. logits.Select((logit, i) => new ClassScore(i, Input.Classes[i], MathF.Exp(logit - largest) / sum))
            .OrderByDescending(c => c.Confidence).ThenBy(c => c.Index).Take(TopClasses)];
    }

    private long Nanoseconds(long from, long to) => (long)((to - from) * (1e9 / time.TimestampFrequency));
}
