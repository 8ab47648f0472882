using Berth.Model.Units;
using Berth.Workloads.Images;

namespace Berth.Workloads.Tests.Vision;

public sealed class BatchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Pictures_in_a_batch_are_classified_as_they_are_alone(int size)
    {
        using var classifier = TheModel.Load();
        Assert.True(classifier.TakesBatches);
        var pictures = Pictures.Generate(size, new Memory(20_000), "jpeg", 3);
        var values = new float[size * classifier.InputLength];
        foreach (var (place, picture) in pictures.Index())
            classifier.Prepare(picture.Encoded, values.AsSpan(place * classifier.InputLength, classifier.InputLength));
        var together = classifier.Classify(values, size);
        foreach (var (picture, score) in pictures.Zip(together))
        {
            var alone = classifier.Classify(picture.Encoded);
            Assert.Equal((alone.Label, alone.Index), (score.Label, score.Index));
            Assert.Equal(alone.Confidence, score.Confidence, 1e-4f);
        }
    }
}
