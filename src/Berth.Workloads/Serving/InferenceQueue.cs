using Berth.Workloads.Clock;
using Berth.Workloads.Serving.Metrics;

namespace Berth.Workloads.Serving;

/// <summary>
/// One bounded first-come-first-served queue and the threads that classify what waits in it. Threads block without spinning,
/// because on a slow node a spin is work that the node did not do; each answer leaves on the thread that made it, before the next begins.
/// </summary>
internal sealed class InferenceQueue
{
    private readonly Queue<PictureRequest> waiting = new();
    private readonly PictureBatch[] batches;
    private readonly int limit;
    private readonly int most;
    private int busy;

    /// <param name="classifier">The model.</param>
    /// <param name="settings">Threads, limit, and how many pictures go through the network at once.</param>
    internal InferenceQueue(Classification.ImageClassifier classifier, WorkerSettings settings)
    {
        (limit, most) = (settings.QueueLimit, settings.Batch);
        batches = [.. Enumerable.Range(0, settings.Threads).Select(thread => new PictureBatch(classifier, settings.Batch, Pause(settings.Pause, thread)))];
        foreach (var (number, batch) in batches.Index())
            new Thread(() => Serve(batch)) { IsBackground = true, Name = $"inference {number}" }.Start();
    }

    /// <summary>What it counts.</summary>
    internal ReplicaMetrics Metrics { get; set; } = new();

    /// <summary>Nanoseconds that a thread with fewer pictures than go through the network at once waits for more.</summary>
    internal long Patience { get; set; }

    /// <summary>Pictures that wait.</summary>
    internal int Waiting
    {
        get
        {
            lock (waiting)
                return waiting.Count;
        }
    }

    /// <summary>Threads that classify now.</summary>
    internal int Busy => Volatile.Read(ref busy);

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

    private static Pause? Pause(PauseSettings? settings, int thread) => settings is null ? null : new(settings, thread);

    private void Serve(PictureBatch batch)
    {
        var taken = new List<PictureRequest>(most);
        while (true)
        {
            Take(taken);
            taken.RemoveAll(request => request.TryAbandon());
            if (taken.Count == 0)
                continue;
            Interlocked.Increment(ref busy);
            var begun = MonotonicClock.Now;
            batch.Answer(taken, begun);
            Metrics.Processed(taken, begun, MonotonicClock.Now);
            Interlocked.Decrement(ref busy);
        }
    }

    /// <summary>Waits for one, then no longer than is allowed for as many as go through the network at once.</summary>
    private void Take(List<PictureRequest> taken)
    {
        taken.Clear();
        lock (waiting)
        {
            while (waiting.Count == 0)
                Monitor.Wait(waiting);
            var until = MonotonicClock.Now + Patience;
            while (waiting.Count < most && until - MonotonicClock.Now is > 0 and var rest)
                Monitor.Wait(waiting, TimeSpan.FromMicroseconds(rest / 1e3));
            while (taken.Count < most && waiting.TryDequeue(out var request))
                taken.Add(request);
        }
    }
}
