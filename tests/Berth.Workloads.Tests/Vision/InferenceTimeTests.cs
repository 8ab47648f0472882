using System.Diagnostics;
using Berth.Workloads.Images;

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
}
