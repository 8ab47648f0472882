using Berth.Workloads.Classification;
using Berth.Workloads.Clock;
using Berth.Workloads.Images;
using Berth.Workloads.Onnx;

namespace Berth.Workloads.Serving;

/// <summary>Classifies pictures together and answers each. For one thread.</summary>
/// <param name="classifier">The model.</param>
/// <param name="most">Most pictures at once.</param>
/// <param name="pause">What each run waits beside the processor; null is nothing.</param>
internal sealed class PictureBatch(ImageClassifier classifier, int most, Pause? pause)
{
    private readonly float[] values = new float[most * classifier.InputLength];
    private readonly List<PictureRequest> prepared = new(most);

    /// <summary>Answers all of them; one that cannot be read does not spoil the others.</summary>
    /// <param name="requests">At most as many as it was made for.</param>
    /// <param name="dequeued">When they were taken from the queue.</param>
    internal void Answer(IReadOnlyList<PictureRequest> requests, long dequeued)
    {
        prepared.Clear();
        foreach (var request in requests)
            try
            {
                classifier.Prepare(request.Picture, values.AsSpan(prepared.Count * classifier.InputLength, classifier.InputLength));
                prepared.Add(request);
            }
            catch (ImageException unreadable)
            {
                request.Answer(Reply(request, dequeued) with { Status = WorkerReply.NotAPicture, Error = unreadable.Message });
            }
        if (prepared.Count > 0)
            Classify(dequeued);
    }

    private void Classify(long dequeued)
    {
        ClassScore[] scores;
        try
        {
            scores = classifier.Classify(values, prepared.Count);
            pause?.Take();
        }
        catch (OnnxException failure)
        {
            foreach (var request in prepared)
                request.Answer(Reply(request, dequeued) with { Status = WorkerReply.Broken, Error = failure.Message });
            return;
        }
        var processed = MonotonicClock.Now;
        foreach (var (request, score) in prepared.Zip(scores))
            request.Answer(Reply(request, dequeued) with { Label = score.Label, Index = score.Index, Confidence = score.Confidence, Processed = processed });
    }

    private static WorkerReply Reply(PictureRequest request, long dequeued) => new() { Received = request.Received, Dequeued = dequeued, Processed = MonotonicClock.Now };
}
