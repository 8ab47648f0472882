using System.Net;
using System.Net.Sockets;

namespace Berth.Cluster.Tests.Harness;

/// <summary>A wire to a server on this machine. When it is cut, connections stay open and nothing goes over them any more; new ones work.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly Task _accepting;
    private CancellationTokenSource _cut = new();
    private int _connections;

    internal Wire(int server)
    {
        _listener.Start();
        _accepting = AcceptAsync(server);
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were made.</summary>
    internal int Connections => _connections;

    internal void Cut()
    {
        lock (_lock)
        {
            _cut.Cancel();
            _cut = new();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await Record.ExceptionAsync(() => _accepting);
        _cut.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync(int server)
    {
        List<Socket> sockets = [];
        try
        {
            while (true)
            {
                var near = await _listener.AcceptSocketAsync(_end.Token);
                var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
                sockets.AddRange([near, far]);
                await far.ConnectAsync(IPAddress.Loopback, server, _end.Token);
                Interlocked.Increment(ref _connections);
                CancellationToken cut;
                lock (_lock)
                    cut = _cut.Token;
                _ = CarryAsync(near, far, cut);
                _ = CarryAsync(far, near, cut);
            }
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task CarryAsync(Socket from, Socket to, CancellationToken cut)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await from.ReceiveAsync(buffer, SocketFlags.None, cut) is > 0 and var length)
                for (var sent = 0; sent < length;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent), SocketFlags.None, cut);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut, or at its end.
        }
    }
}
