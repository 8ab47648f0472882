using System.Collections.Concurrent;

namespace Berth.Workloads.Serving.Metrics;

/// <summary>What a replica counts. May be used from any thread.</summary>
internal sealed class ReplicaMetrics
{
    private readonly ConcurrentDictionary<(string Method, string Endpoint, int Status), Counter> requests = new();
    private readonly ConcurrentDictionary<string, Histogram> responses = new();
    private readonly Histogram queued = new(Histogram.Seconds);
    private readonly Histogram processing = new(Histogram.Seconds);
    private readonly Histogram batches = new(1, 2, 4, 8, 16, 32, 64);

    /// <summary>A request was answered.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="endpoint">Its path.</param>
    /// <param name="status">Status of the answer.</param>
    /// <param name="seconds">From its head to the answer's end.</param>
    internal void Answered(string method, string endpoint, int status, double seconds)
    {
        requests.GetOrAdd((method, endpoint, status), _ => new()).Add();
        responses.GetOrAdd(endpoint, _ => new(Histogram.Seconds)).Observe(seconds);
    }

    /// <summary>Pictures went through the network together.</summary>
    internal void Processed(List<PictureRequest> pictures, long dequeued, long processed)
    {
        foreach (var picture in pictures)
            queued.Observe((dequeued - picture.Received) / 1e9);
        processing.Observe((processed - dequeued) / 1e9);
        batches.Observe(pictures.Count);
    }

    /// <summary>Writes the metrics that the course's service had under their names, and ours.</summary>
    internal void Write(MetricsText text)
    {
        Requests(text, "ml_app_requests_total");
        Responses(text, "ml_app_response_time_seconds");
        Requests(text, "berth_replica_requests_total");
        Responses(text, "berth_replica_response_seconds");
        text.Describe("berth_replica_queue_seconds", "histogram", "Time that a picture waited for its turn.");
        queued.Write(text, "berth_replica_queue_seconds");
        text.Describe("berth_replica_processing_seconds", "histogram", "Time to decode and classify the pictures of one run of the network.");
        processing.Write(text, "berth_replica_processing_seconds");
        text.Describe("berth_replica_batch_pictures", "histogram", "Pictures of one run of the network.");
        batches.Write(text, "berth_replica_batch_pictures");
    }

    private void Requests(MetricsText text, string name)
    {
        text.Describe(name, "counter", "Requests that were answered.");
        foreach (var (key, counter) in requests.OrderBy(each => each.Key))
            text.Sample(name, $"method=\"{key.Method}\",endpoint=\"{key.Endpoint}\",status=\"{key.Status}\"", counter.Value);
    }

    private void Responses(MetricsText text, string name)
    {
        text.Describe(name, "histogram", "Time from a request's head to the end of its answer, waiting included.");
        foreach (var (endpoint, histogram) in responses.OrderBy(each => each.Key, StringComparer.Ordinal))
            histogram.Write(text, name, $"endpoint=\"{endpoint}\"");
    }

    private sealed class Counter
    {
        private long count;

        internal long Value => Volatile.Read(ref count);

        internal void Add() => Interlocked.Increment(ref count);
    }
}
