using System.Net;
using System.Net.Sockets;

namespace Berth.Serving.Load;

/// <summary>A service that answers at once, on a free port of the loopback device, for rehearsals.</summary>
internal sealed class Echo : IDisposable
{
    private static readonly byte[] ByLength = "HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n{\"label\":\"Sandal\"}"u8.ToArray();
    private static readonly byte[] ByChunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n12\r\n{\"label\":\"Sandal\"}\r\n0\r\n\r\n"u8.ToArray();

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly int _requestLength;

    /// <summary>Listens.</summary>
    /// <param name="requestLength">Bytes of each request.</param>
    /// <exception cref="IOException">The loopback device is down.</exception>
    internal Echo(int requestLength)
    {
        _requestLength = requestLength;
        try
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen();
        }
        catch (SocketException exception)
        {
            throw new IOException($"the load generator cannot rehearse on the loopback device: {exception.Message}", exception);
        }
        _ = Accept();
    }

    internal EndPoint Address => _listener.LocalEndPoint!;

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Answer(await _listener.AcceptAsync().ConfigureAwait(false));
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The rehearsal is over.
        }
    }

    private async Task Answer(Socket connection)
    {
        using var held = connection;
        var buffer = new byte[_requestLength];
        try
        {
            for (var request = 0; ; request++)
            {
                for (var filled = 0; filled < _requestLength;)
                    if (await connection.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false) is var count and > 0)
                        filled += count;
                    else
                        return;
                await connection.SendAsync(request % 8 == 7 ? ByChunks : ByLength).ConfigureAwait(false);
            }
        }
        catch (SocketException)
        {
            // The other side has ended the rehearsal.
        }
    }
}
