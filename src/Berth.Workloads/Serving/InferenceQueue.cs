using Berth.Workloads.Classification;
using Berth.Workloads.Clock;
using Berth.Workloads.Images;
using Berth.Workloads.Onnx;

namespace Berth.Workloads.Serving;

/// <summary>
/// One bounded first-come-first-served queue and the threads that classify what waits in it. Threads block without spinning,
/// because on a slow node a spin is work that the node did not do; each answer leaves on the thread that made it, before the next begins.
/// </summary>
internal sealed class InferenceQueue
{
    private readonly Queue<PictureRequest> waiting = new();
    private readonly ImageClassifier classifier;
    private readonly int limit;

    internal InferenceQueue(ImageClassifier classifier, int threads, int limit)
    {
        (this.classifier, this.limit) = (classifier, limit);
        for (var i = 0; i < threads; i++)
            new Thread(Serve) { IsBackground = true, Name = $"inference {i}" }.Start();
    }

    /// <summary>False when the queue is full.</summary>
    internal bool TryAdd(PictureRequest request)
    {
        lock (waiting)
        {
            if (waiting.Count >= limit)
                return false;
            waiting.Enqueue(request);
            Monitor.Pulse(waiting);
            return true;
        }
    }

    private void Serve()
    {
        ComputeThread.StepBack();
        while (true)
        {
            var request = Take();
            if (!request.TryAbandon())
                request.Answer(Classify(request));
        }
    }

    private PictureRequest Take()
    {
        lock (waiting)
        {
            PictureRequest? request;
            while (!waiting.TryDequeue(out request))
                Monitor.Wait(waiting);
            return request;
        }
    }

    private WorkerReply Classify(PictureRequest request)
    {
        var dequeued = MonotonicClock.Now;
        var reply = new WorkerReply { Received = request.Received, Dequeued = dequeued };
        try
        {
            var result = classifier.Classify(request.Picture);
            return reply with { Label = result.Label, Index = result.Index, Confidence = result.Confidence, Processed = MonotonicClock.Now };
        }
        catch (ImageException unreadable)
        {
            return reply with { Status = WorkerReply.NotAPicture, Error = unreadable.Message, Processed = MonotonicClock.Now };
        }
        catch (OnnxException failure)
        {
            return reply with { Status = WorkerReply.Broken, Error = failure.Message, Processed = MonotonicClock.Now };
        }
    }
}
