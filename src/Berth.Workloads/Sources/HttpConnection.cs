using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Berth.Workloads.Clock;
using Berth.Workloads.Serving;

namespace Berth.Workloads.Sources;

/// <summary>One kept-alive HTTP/1.1 connection that carries one item at a time.</summary>
internal sealed class HttpConnection(string host) : IDisposable
{
    private const int LongestReply = 65_536;

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] request = [];
    private byte[] reply = new byte[2048];
    private int requestLength;

    /// <summary>Whether nothing has come since the last answer, not even an end.</summary>
    internal bool IsIdle => socket.Connected && !socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Copies head and picture into the connection's own buffer.</summary>
    internal void Pack(Item item)
    {
        var picture = item.Picture.Encoded;
        var head = $"POST / HTTP/1.1\r\nHost: {host}\r\nX-Berth-Item: {item.Number}\r\nContent-Length: {picture.Length}\r\n\r\n";
        requestLength = head.Length + picture.Length;
        if (request.Length < requestLength)
            request = GC.AllocateUninitializedArray<byte>(requestLength + 64);
        Encoding.ASCII.GetBytes(head, request);
        picture.CopyTo(request, head.Length);
    }

    /// <summary>Sends what is packed, over a new connection if need be, and waits for the answer.</summary>
    internal async Task<HttpAnswer> Exchange(Item item, EndPoint worker)
    {
        if (!socket.Connected)
            await socket.ConnectAsync(worker).ConfigureAwait(false);
        item.Sent = MonotonicClock.Now;
        for (var sent = 0; sent < requestLength;)
            sent += await socket.SendAsync(request.AsMemory(sent, requestLength - sent)).ConfigureAwait(false);
        var filled = 0;
        HttpReply? head = null;
        while (head is null || filled < head.Value.Length)
        {
            filled += await Receive(filled).ConfigureAwait(false);
            head ??= HttpReply.Parse(reply.AsSpan(0, filled));
        }

        var (status, body, length, closes) = head.Value;
        return new(Read(reply.AsSpan(body, length)), status, closes);
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask<int> Receive(int filled)
    {
        if (filled == reply.Length)
        {
            if (filled >= LongestReply)
                throw new InvalidDataException($"the worker's answer is longer than {LongestReply} bytes");
            Array.Resize(ref reply, 2 * filled);
        }

        var count = await socket.ReceiveAsync(reply.AsMemory(filled)).ConfigureAwait(false);
        return count > 0 ? count : throw new IOException("the worker closed the connection");
    }

    private static WorkerReply Read(ReadOnlySpan<byte> body) =>
        body.IsEmpty ? new() : JsonSerializer.Deserialize(body, ServingJson.Default.WorkerReply) ?? new();
}
