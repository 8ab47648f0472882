using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Berth.Serving.Dispatch;
using Berth.Serving.Http;
using Berth.Serving.Loop;
using Berth.Serving.Native;

namespace Berth.Serving.Front;

/// <summary>Listens for clients and knows their connections.</summary>
internal sealed class HttpServer : Watched, IDisposable
{
    private const long AcceptPause = 100_000_000;

    private readonly HashSet<ClientConnection> _connections = [];
    private readonly Socket _listener;
    private readonly LoopTimer _again;
    private readonly Action<int>? _http2;
    private byte[] _headSpace = new byte[16_384];

    /// <summary>Listens at once; connections are accepted when the loop runs.</summary>
    /// <param name="loop">Serves it.</param>
    /// <param name="address">Where to listen; port 0 is any that is free.</param>
    /// <param name="handler">What is done with requests.</param>
    /// <param name="limits">How long clients may take.</param>
    /// <param name="memory">Bounds bodies.</param>
    /// <param name="http2">Takes over the descriptors of HTTP/2 connections; null serves none.</param>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    internal HttpServer(EventLoop loop, IPEndPoint address, IRequestHandler handler, ServerLimits limits, BodyMemory memory, Action<int>? http2 = null)
    {
        (Loop, Handler, Limits, Memory, _http2, _again) = (loop, handler, limits, memory, http2, new(Accept));
        _listener = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            _listener.Bind(address);
            _listener.Listen(4096);
        }
        catch (SocketException)
        {
            _listener.Dispose();
            throw;
        }
        Address = (IPEndPoint)_listener.LocalEndPoint!;
        Descriptor = (int)_listener.Handle;
        loop.Watch(this, Epoll.In | Epoll.EdgeTriggered);
    }

    internal EventLoop Loop { get; }

    internal IRequestHandler Handler { get; }

    internal ServerLimits Limits { get; }

    internal BodyMemory Memory { get; }

    /// <summary>Reads the heads of all its connections.</summary>
    internal RequestHead Head { get; } = new();

    /// <summary>Where it listens.</summary>
    internal IPEndPoint Address { get; }

    internal bool TakesHttp2 => _http2 is not null;

    internal int Connections => _connections.Count;

    /// <summary>Whether each answer is the last of its connection.</summary>
    internal bool Ending { get; private set; }

    /// <summary>Accepts no one any more, and closes connections after what they are doing.</summary>
    internal void EndSoon()
    {
        if (Ending)
            return;
        Ending = true;
        Loop.Timers.Clear(_again);
        Loop.Release(this);
        _listener.Dispose();
        foreach (var connection in _connections.ToArray())
            connection.EndSoon();
    }

    /// <summary>Closes what is still there.</summary>
    public void Dispose()
    {
        EndSoon();
        foreach (var connection in _connections.ToArray())
            connection.Close();
    }

    /// <inheritdoc/>
    internal override void Happened(uint what) => Accept();

    internal void Closed(ClientConnection connection)
    {
        _connections.Remove(connection);
        if (_connections.Count == Limits.Connections - 1 && !Ending)
            Loop.Timers.Set(_again, Loop.Now);
    }

    /// <summary>Gives a connection away.</summary>
    internal void HandOver(ClientConnection connection)
    {
        var descriptor = connection.Descriptor;
        Loop.Release(connection);
        connection.Descriptor = -1;
        Closed(connection);
        _http2!(descriptor);
    }

    /// <summary>Where a head is put together; its content lasts until the next one.</summary>
    internal byte[] HeadSpace(int length) => length <= _headSpace.Length ? _headSpace : _headSpace = new byte[2 * length];

    private void Accept()
    {
        while (!Ending && _connections.Count < Limits.Connections)
        {
            var descriptor = Linux.Accept(Descriptor);
            if (descriptor < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error is Linux.Interrupted or Linux.ConnectionAborted)
                    continue;
                // Without descriptors the waiting ones are accepted when some are free again.
                if (error != Linux.Again)
                    Loop.Timers.Set(_again, Loop.Now + AcceptPause);
                return;
            }
            Linux.DisableDelay(descriptor);
            var connection = new ClientConnection(this, descriptor);
            _connections.Add(connection);
            Loop.Watch(connection, Epoll.In | Epoll.Out | Epoll.PeerClosed | Epoll.EdgeTriggered);
            connection.Arm();
        }
    }
}
