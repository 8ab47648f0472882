using System.Collections.Concurrent;
using System.Text.Json;
using Berth.Model.Observations;
using Berth.Workloads.Clock;
using Berth.Workloads.Mqtt;
using Berth.Workloads.Serving;

namespace Berth.Workloads.Sources;

/// <summary>Publishes items to a broker and pairs the results with them.</summary>
internal sealed class MqttSender : IItemSender
{
    private readonly ConcurrentDictionary<long, Item> waiting = new();
    private readonly MqttClient client;
    private readonly byte[] topic;
    private readonly int limit;
    private byte[] buffer = [];

    // No result for a source of this name that ran before can be taken for one of ours.
    private long lastId = MonotonicClock.Now;

    /// <summary>Begins to connect.</summary>
    /// <param name="host">The broker's IP address.</param>
    /// <param name="port">The broker's port.</param>
    /// <param name="prefix">The worker's topics.</param>
    /// <param name="source">This source's part of the topic.</param>
    /// <param name="limit">With more messages that the broker has not acknowledged, items fail at once.</param>
    internal MqttSender(string host, int port, string prefix, string source, int limit)
    {
        topic = MqttClient.Terminated(Topics.Items(prefix, source));
        this.limit = limit;
        client = new(host, port, Topics.Results(prefix, source), Take);
        client.Connect();
    }

    /// <summary>False when no broker has answered in that time.</summary>
    internal bool WaitReady(TimeSpan patience) => client.WaitReady(patience);

    public void Send(Item item)
    {
        var picture = item.Picture.Encoded;
        if (buffer.Length < picture.Length + PictureMessage.IdLength)
            buffer = new byte[picture.Length + PictureMessage.IdLength];
        var id = ++lastId;
        var message = PictureMessage.Write(buffer, id, picture);
        item.Preprocessed = MonotonicClock.Now;
        waiting[id] = item;
        item.GiveUp = () => waiting.TryRemove(id, out _);
        item.Sent = MonotonicClock.Now;
        if (client.Unacknowledged >= limit || !client.TryPublish(topic, message))
            item.Lost(ItemOutcome.Failed);
    }

    public void Dispose() => client.Dispose();

    private void Take(string from, ReadOnlySpan<byte> message)
    {
        if (Parse(message) is { Id: { } id } reply && waiting.TryRemove(id, out var item) && item.TryClaim())
            item.Answered(reply, reply.StatusOrOk);
    }

    private static WorkerReply? Parse(ReadOnlySpan<byte> message)
    {
        try
        {
            return JsonSerializer.Deserialize(message, ServingJson.Default.WorkerReply);
        }
        catch (JsonException)
        {
            // Not from our worker: whoever can reach the broker can publish.
            return null;
        }
    }
}
