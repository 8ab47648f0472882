using System.Net.WebSockets;
using System.Text;

namespace Berth.Cluster.Api;

/// <summary>Standard input, output and error of a container that runs, over the API server: the sub-protocol <c>v4.channel.k8s.io</c>, in which the first byte of a message is the channel.</summary>
/// <param name="socket">An open socket.</param>
public sealed class ContainerStreams(WebSocket socket) : IDisposable
{
    /// <summary>The sub-protocol.</summary>
    internal const string Protocol = "v4.channel.k8s.io";

    private const byte Input = 0, Output = 1, Error = 2, Status = 3;
    private const int BufferSize = 64 * 1024;

    private readonly SemaphoreSlim _sending = new(1);

    /// <summary>Attaches to the container of a pod.</summary>
    /// <exception cref="ApiException">The server refuses, or is not reached.</exception>
    public static async Task<ContainerStreams> AttachAsync(ApiClient client, string space, string pod, string container, CancellationToken cancellation) =>
        new(await client.OpenSocketAsync($"{ResourceType.Pods.Path(space, pod, "attach")}?container={Uri.EscapeDataString(container)}&stdin=true&stdout=true&stderr=true", Protocol, cancellation).ConfigureAwait(false));

    /// <summary>Writes a line to its standard input.</summary>
    /// <exception cref="WebSocketException">The connection is lost.</exception>
    public async Task SendAsync(string line, CancellationToken cancellation)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(line.Length) + 2];
        bytes[0] = Input;
        var length = 1 + Encoding.UTF8.GetBytes(line, bytes.AsSpan(1));
        bytes[length++] = (byte)'\n';
        await _sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(bytes.AsMemory(0, length), WebSocketMessageType.Binary, endOfMessage: true, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Reads until the container ends or the connection is lost.</summary>
    /// <param name="output">Told of each line of standard output.</param>
    /// <param name="error">Told of each line of standard error, and of what the server says of the end.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task ReadAsync(Action<string> output, Action<string> error, CancellationToken cancellation)
    {
        Dictionary<byte, LineAssembly> lines = new() { [Output] = new(output), [Error] = new(error), [Status] = new(error) };
        var buffer = new byte[BufferSize];
        byte? channel = null;
        while (socket.State == WebSocketState.Open)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(), cancellation).ConfigureAwait(false);
            if (got.MessageType == WebSocketMessageType.Close)
                break;
            var content = buffer.AsSpan(0, got.Count);
            if (channel is null && content.Length > 0)
            {
                channel = content[0];
                content = content[1..];
            }
            if (channel is { } number && lines.TryGetValue(number, out var assembly))
                assembly.Add(content);
            if (got.EndOfMessage)
                channel = null;
        }
        foreach (var assembly in lines.Values)
            assembly.End();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        socket.Dispose();
        _sending.Dispose();
    }
}
