using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Berth.Workloads.Clock;
using Berth.Workloads.Mqtt;

namespace Berth.Workloads.Serving;

/// <summary>Takes pictures from a broker and publishes what they show.</summary>
internal sealed class MqttWorker : IDisposable
{
    private readonly ConcurrentDictionary<string, byte[]> resultTopics = new();
    private readonly InferenceQueue queue;
    private readonly MqttClient client;
    private readonly string prefix;

    private MqttWorker(WorkerSettings settings, InferenceQueue queue)
    {
        (this.queue, prefix) = (queue, settings.TopicPrefix);
        client = new(settings.Host, settings.Port, Topics.AllItems(prefix), Take);
    }

    /// <summary>Works until the process ends, through whatever becomes of the broker later.</summary>
    /// <exception cref="IOException">No broker answers.</exception>
    internal static void Start(WorkerSettings settings, InferenceQueue queue, TimeSpan patience)
    {
        var worker = new MqttWorker(settings, queue);
        worker.client.Connect();
        if (worker.client.WaitReady(patience))
            return;
        worker.Dispose();
        throw new IOException($"no broker answers at {settings.Host}:{settings.Port} within {patience.TotalSeconds:0} s; is mosquitto running there?");
    }

    public void Dispose() => client.Dispose();

    /// <summary>Publishes an answer; without a broker it is lost, and the source counts the item as timed out.</summary>
    internal void Publish(string source, WorkerReply reply)
    {
        var topic = resultTopics.GetOrAdd(source, name => MqttClient.Terminated(Topics.Results(prefix, name)));
        _ = client.TryPublish(topic, JsonSerializer.SerializeToUtf8Bytes(reply with { Replied = MonotonicClock.Now }, ServingJson.Default.WorkerReply));
    }

    private void Take(string topic, ReadOnlySpan<byte> message)
    {
        var received = MonotonicClock.Now;
        if (Topics.Source(prefix, topic) is not { } source || !PictureMessage.TryRead(message, out var id, out var picture))
            return;
        var copy = ArrayPool<byte>.Shared.Rent(picture.Length);
        picture.CopyTo(copy);
        if (queue.TryAdd(new MqttPictureRequest(this, source, id, copy, picture.Length, received)))
            return;
        ArrayPool<byte>.Shared.Return(copy);
        Publish(source, new WorkerReply { Id = id, Status = WorkerReply.QueueFull, Error = "the queue is full" });
    }
}
