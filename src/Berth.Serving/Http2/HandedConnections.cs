using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Berth.Serving.Http2;

/// <summary>A transport for Kestrel that listens nowhere: connections are handed to it that another has accepted.</summary>
internal sealed class HandedConnections : IConnectionListenerFactory, IConnectionListener
{
    private readonly Channel<Socket> _handed = Channel.CreateUnbounded<Socket>();
    private readonly SocketConnectionContextFactory _contexts = new(new() { }, NullLogger.Instance);

    /// <inheritdoc/>
    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.Loopback, 0);

    /// <summary>Hands over the descriptor of a connection from which nothing was read.</summary>
    internal void Hand(int descriptor) => _handed.Writer.TryWrite(new Socket(new SafeSocketHandle(descriptor, ownsHandle: true)));

    /// <inheritdoc/>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        EndPoint = endpoint;
        return new(this);
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return _contexts.Create(await _handed.Reader.ReadAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception ended) when (ended is ChannelClosedException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _handed.Writer.TryComplete();
        return default;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _handed.Writer.TryComplete();
        _contexts.Dispose();
        return default;
    }
}
