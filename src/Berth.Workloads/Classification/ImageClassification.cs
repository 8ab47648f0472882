namespace Berth.Workloads.Classification;

/// <summary>What a picture shows.</summary>
/// <param name="Top">The five best classes (fewer if the model has fewer), best first.</param>
/// <param name="DecodeNanoseconds">Time to decode, resize and normalise the picture.</param>
/// <param name="InferNanoseconds">Time to run the network.</param>
public sealed record ImageClassification(IReadOnlyList<ClassScore> Top, long DecodeNanoseconds, long InferNanoseconds)
{
    /// <summary>The best class's place among the logits.</summary>
    public int Index => Top[0].Index;

    /// <summary>The best class's name.</summary>
    public string Label => Top[0].Label;

    /// <summary>The best class's softmax probability, 0 to 1.</summary>
    public float Confidence => Top[0].Confidence;
}
