using System.Text.Json;
using Berth.Model;

namespace Berth.Workloads.Serving;

/// <summary>What a worker is told on the first line of its standard input.</summary>
/// <param name="Transport">How pictures come: as HTTP requests, or through a broker.</param>
/// <param name="Host">HTTP: the IP address to listen on. MQTT: the broker's.</param>
/// <param name="Port">HTTP: the port to listen on. MQTT: the broker's.</param>
/// <param name="Threads">How many pictures are processed at once, each on one thread.</param>
/// <param name="Model">Path of an ONNX classifier; null for the one in models/.</param>
/// <param name="QueueLimit">How many pictures may wait; more are refused.</param>
/// <param name="TopicPrefix">MQTT: pictures come on PREFIX/items/SOURCE, results go to PREFIX/results/SOURCE.</param>
/// <param name="Batch">Most pictures that one run of the network takes.</param>
/// <param name="BatchWaitNanoseconds">How long a thread that has fewer waits for more; with 0 it takes what waits.</param>
/// <param name="Pause">What each run of the network waits beside the processor, as for a disk or another service; null is nothing.</param>
public sealed record WorkerSettings(
    Transport Transport, string Host, int Port, int Threads = 1, string? Model = null, int QueueLimit = 1000, string TopicPrefix = "berth", int Batch = 1, long BatchWaitNanoseconds = 0,
    PauseSettings? Pause = null)
{
    /// <summary>The one line that <see cref="WorkerProgram"/> reads.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ServingJson.Default.WorkerSettings);

    /// <summary>Reads what <see cref="ToLine"/> wrote.</summary>
    /// <exception cref="JsonException">The line is not that.</exception>
    public static WorkerSettings Parse(string line) =>
        JsonSerializer.Deserialize(line, ServingJson.Default.WorkerSettings) ?? throw new JsonException("the line holds no settings");
}
