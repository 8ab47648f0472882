using System.Net;
using System.Net.Sockets;

namespace Berth.Serving.Load;

/// <summary>One kept-alive HTTP/1.1 connection that carries one request at a time.</summary>
/// <param name="hasBody">False where answers have no body: to HEAD.</param>
internal sealed class LoadConnection(bool hasBody) : IDisposable
{
    // Heads, and the beginning of bodies, where a label stands.
    private const int Kept = 16_384;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _received = new byte[Kept];

    /// <summary>Whether nothing has come since the last answer, not even an end.</summary>
    internal bool IsIdle => _socket.Connected && !_socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Sends a request, over a new connection if need be, and waits for the whole answer.</summary>
    /// <exception cref="SocketException">The connection cannot be made, or broke.</exception>
    /// <exception cref="IOException">The service closed it.</exception>
    /// <exception cref="InvalidDataException">What came is no HTTP/1 answer.</exception>
    internal async Task<LoadAnswer> Exchange(PreparedRequest request, EndPoint service)
    {
        if (!_socket.Connected)
            await _socket.ConnectAsync(service).ConfigureAwait(false);
        for (var sent = 0; sent < request.Bytes.Length;)
            sent += await _socket.SendAsync(request.Bytes.AsMemory(sent)).ConfigureAwait(false);
        var filled = 0;
        ResponseHead? parsed;
        while ((parsed = ResponseHead.Parse(_received.AsSpan(0, filled), hasBody)) is not { Status: >= 200 })
            if (parsed is { } interim)
            {
                // 100 Continue and its like come before the answer.
                _received.AsSpan(interim.Length, filled - interim.Length).CopyTo(_received);
                filled -= interim.Length;
            }
            else if (filled == Kept)
                throw new InvalidDataException($"the answer's head is longer than {Kept} bytes");
            else
                filled += await Receive(filled).ConfigureAwait(false);
        var head = parsed.Value;
        filled = await Finish(head, filled).ConfigureAwait(false);
        return new(head.Status, LabelCheck.Judge(_received.AsSpan(head.Length, filled - head.Length), request.Label), head.Closes);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Reads the rest of the body; returns where what is kept of it ends.</summary>
    private async ValueTask<int> Finish(ResponseHead head, int filled)
    {
        var body = new ResponseBody(head);
        body.Feed(_received.AsSpan(head.Length, filled - head.Length));
        var untilClosed = head.BodyLength is null && !head.Chunked;
        var scratch = filled;
        while (!body.Ended)
        {
            // What does not fit is read over the end of what is kept.
            var at = Math.Min(scratch, Kept - 1024);
            var count = await _socket.ReceiveAsync(_received.AsMemory(at)).ConfigureAwait(false);
            if (count == 0)
                return untilClosed ? filled : throw new IOException("the service closed the connection within an answer");
            body.Feed(_received.AsSpan(at, count));
            scratch = at + count;
            filled = Math.Max(filled, scratch);
        }
        return filled;
    }

    private async ValueTask<int> Receive(int filled)
    {
        var count = await _socket.ReceiveAsync(_received.AsMemory(filled)).ConfigureAwait(false);
        return count > 0 ? count : throw new IOException("the service closed the connection without an answer");
    }
}
