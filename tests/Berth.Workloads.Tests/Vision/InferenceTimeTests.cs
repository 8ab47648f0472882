using System.Diagnostics;
using Berth.Model.Units;
using Berth.Workloads.Images;
using Berth.Workloads.Onnx;

namespace Berth.Workloads.Tests.Vision;

[CollectionDefinition(nameof(InferenceTimeTests), DisableParallelization = true)]
[Collection(nameof(InferenceTimeTests))]
public sealed class InferenceTimeTests(ITestOutputHelper output)
{
    [Fact]
    public void A_model_loaded_for_one_thread_uses_one_processor()
    {
        using var classifier = TheModel.Load();
        var image = GarmentSample.Instance.Image(0);
        for (var i = 0; i < 20; i++)
            classifier.Classify(image);
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var inferences = Enumerable.Range(0, 200).Select(_ => classifier.Classify(image).InferNanoseconds / 1e6).Order().ToArray();
        var wall = watch.Elapsed.TotalMilliseconds;
        self.Refresh();
        var processor = (self.TotalProcessorTime - before).TotalMilliseconds;
        output.WriteLine($"p50 {inferences[100]:F3} ms, p99 {inferences[198]:F3} ms, processor {processor / 200:F3} ms a picture");
        Assert.InRange(processor, 0, wall * 1.2 + 50);
    }

    [Fact]
    public void Classifying_a_prepared_picture_takes_at_most_a_tenth_longer_than_the_runtimes_own_session()
    {
        using var classifier = TheModel.Load();
        using var session = OnnxSession.Open(TheModel.Path);
        var values = new float[classifier.InputLength];
        classifier.Prepare(Pictures.Generate(1, new Memory(20_000), "jpeg", 1)[0].Encoded, values);
        var logits = new float[classifier.Input.Classes.Count];
        long[] inputShape = [1, classifier.Input.Mean.Length, classifier.Input.Height, classifier.Input.Width];
        long[] outputShape = [1, logits.Length];
        var ratio = Interleaved.Ratio(() => classifier.Classify(values, 1), () => session.Run(values, inputShape, logits, outputShape), 150, 1.1, output.WriteLine);
        Assert.InRange(ratio, 0, 1.1);
    }

    [Fact]
    public void A_picture_of_a_batch_takes_no_longer_than_one_alone()
    {
        const int size = 8;
        using var classifier = TheModel.Load();
        var values = new float[size * classifier.InputLength];
        var ratio = Interleaved.Ratio(() => classifier.Classify(values, size), () =>
        {
            for (var picture = 0; picture < size; picture++)
                classifier.Classify(values, 1);
        }, 20, 1, output.WriteLine);
        Assert.InRange(ratio, 0, 1.05);
    }
}
