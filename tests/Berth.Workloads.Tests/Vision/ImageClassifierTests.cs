using System.Security.Cryptography;
using Berth.Model.Units;
using Berth.Workloads.Classification;
using Berth.Workloads.Images;
using Berth.Workloads.Onnx;
using Berth.Workloads.Png;

namespace Berth.Workloads.Tests.Vision;

public sealed class ImageClassifierTests(ITestOutputHelper output)
{
    [Fact]
    public void The_committed_model_is_the_one_that_the_card_describes()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(TheModel.Path)));
        Assert.Equal(TheModel.Figures.GetProperty("sha256").GetString(), hash);
        var card = File.ReadAllText(Path.Combine(Path.GetDirectoryName(TheModel.Path)!, "README.md"));
        Assert.Contains(hash, card, StringComparison.Ordinal);
        Assert.Contains($"{TheModel.Figures.GetProperty("right").GetInt32() / 100.0:F2} %", card, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(TheModel.Path).Length, 1, 25_000_000);
    }

    [Fact]
    [Trait("Speed", "Long")]
    public void It_is_as_accurate_on_the_sample_as_when_it_was_trained()
    {
        using var classifier = TheModel.Load();
        var sample = GarmentSample.Instance;
        var right = Enumerable.Range(0, sample.Count).Count(i => classifier.Classify(sample.Image(i)).Index == sample.Label(i));
        output.WriteLine($"{right} of {sample.Count} right");
        Assert.True(right >= 900);
        var trained = TheModel.Figures.GetProperty("rightOfSample").GetInt32();
        Assert.InRange(right, trained - 2, trained + 2);
    }

    [Fact]
    public void Its_logits_are_those_of_the_framework_that_trained_it()
    {
        using var classifier = TheModel.Load();
        var expected = TheModel.Figures.GetProperty("expectedLogits").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(v => v.GetSingle()).ToArray()).ToArray();
        for (var i = 0; i < expected.Length; i++)
        {
            var logits = classifier.Logits(GarmentSample.Instance.Image(i));
            for (var c = 0; c < logits.Length; c++)
                Assert.Equal(expected[i][c], logits[c], 1e-3f);
        }
    }

    [Theory]
    [InlineData("jpeg", 68_000)]
    [InlineData("png", 68_000)]
    [InlineData("jpeg", 6_000)]
    public void It_recognises_what_a_camera_picture_shows(string format, int bytes)
    {
        using var classifier = TheModel.Load();
        var pictures = Pictures.Generate(100, new Memory(bytes), format, 7);
        var results = pictures.Select(p => (p.LabelIndex, Said: classifier.Classify(p.Encoded))).ToArray();
        var right = results.Count(r => r.LabelIndex == r.Said.Index);
        var decoding = results.Select(r => r.Said.DecodeNanoseconds / 1e6).Order().ElementAt(results.Length / 2);
        output.WriteLine($"{format} of {bytes} bytes: {right} of {pictures.Count} right; decoding p50 {decoding:F2} ms");
        Assert.InRange(right, 85, pictures.Count);
        Assert.All(results, r => Assert.True(r.Said is { DecodeNanoseconds: > 0, InferNanoseconds: > 0, Top.Count: 5 }));
    }

    [Fact]
    public void The_scores_are_probabilities_and_the_best_comes_first()
    {
        using var classifier = TheModel.Load();
        var boot = classifier.Classify(PngWriter.Encode(GarmentSample.Instance.Image(0)));
        Assert.Equal("Ankle boot", boot.Label);
        Assert.Equal(9, boot.Index);
        Assert.Equal(boot.Top.OrderByDescending(t => t.Confidence), boot.Top);
        Assert.InRange(boot.Top.Sum(t => t.Confidence), boot.Confidence, 1.0001f);
    }

    [Fact]
    public void Concurrent_calls_give_the_same_answers()
    {
        using var classifier = TheModel.Load();
        var alone = classifier.Classify(GarmentSample.Instance.Image(3));
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
            Assert.Equal(alone.Top, classifier.Classify(GarmentSample.Instance.Image(3)).Top));
    }

    [Fact]
    public void A_model_without_metadata_gets_its_own_shape_and_the_statistics_of_ImageNet()
    {
        TheModel.NeedRuntime();
        using var file = new ScratchFile(OnnxBytes.Flatten([1, 3, 2, 4]));
        using var classifier = ImageClassifier.Load(file.Path);
        Assert.Equal((2, 4, 24), (classifier.Input.Height, classifier.Input.Width, classifier.Input.Classes.Count));
        var white = classifier.Logits(new RgbImage(4, 2, [.. Enumerable.Repeat((byte)255, 24)]));
        Assert.Equal((1 - 0.485f) / 0.229f, white[0], 1e-5f);
        Assert.Equal((1 - 0.406f) / 0.225f, white[23], 1e-5f);
    }

    [Fact]
    public void A_model_with_free_dimensions_gets_224_pixels_or_what_its_metadata_say()
    {
        TheModel.NeedRuntime();
        using var free = new ScratchFile(OnnxBytes.Flatten([-1, 3, -1, -1], ("class_names", "[\"a\",\"b\"]")));
        using var classifier = ImageClassifier.Load(free.Path);
        Assert.Equal((224, 224), (classifier.Input.Height, classifier.Input.Width));
        using var sized = new ScratchFile(OnnxBytes.Flatten([-1, 1, -1, -1],
            ("class_names", "[\"a\",\"b\"]"), ("input_size", "1x2"), ("input_mean", "0.5"), ("input_std", "0.25")));
        using var small = ImageClassifier.Load(sized.Path);
        Assert.Equal([2f, -2f], small.Logits(new RgbImage(2, 1, [255, 255, 255, 0, 0, 0])));
    }

    [Theory]
    [InlineData("input_size", "64")]
    [InlineData("input_size", "64x64")]
    [InlineData("input_mean", "0.5,high,0.5")]
    [InlineData("class_names", "not json")]
    [InlineData("class_names", "[\"only one\"]")]
    public void Metadata_that_do_not_fit_are_named(string key, string value)
    {
        TheModel.NeedRuntime();
        using var file = new ScratchFile(OnnxBytes.Flatten([1, 3, 2, 4], (key, value)));
        var error = Assert.Throws<OnnxException>(() => ImageClassifier.Load(file.Path));
        Assert.Equal(OnnxError.WrongShape, error.Error);
        Assert.Matches("input_size|input_mean|class", error.Message);
    }

    [Fact]
    public void A_model_that_takes_no_pictures_is_refused_with_its_shapes()
    {
        TheModel.NeedRuntime();
        using var file = new ScratchFile(OnnxBytes.Relu([1, 10]));
        var error = Assert.Throws<OnnxException>(() => ImageClassifier.Load(file.Path));
        Assert.Equal(OnnxError.WrongShape, error.Error);
        Assert.Contains("x[1,10]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_picture_are_refused()
    {
        using var classifier = TheModel.Load();
        Assert.Throws<ImageException>(() => classifier.Classify("no picture at all"u8));
        Assert.Throws<ImageException>(() => classifier.Classify([]));
    }
}
