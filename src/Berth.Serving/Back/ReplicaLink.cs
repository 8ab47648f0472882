using System.Net;
using Berth.Serving.Dispatch;
using Berth.Serving.Http;
using Berth.Serving.Loop;

namespace Berth.Serving.Back;

/// <summary>The connections to one replica, as many as it has exchanges, and its health checks.</summary>
internal sealed class ReplicaLink : IReplicaLink, IBackOwner
{
    private readonly Stack<BackConnection> _idle = new();
    private readonly HashSet<BackConnection> _busy = [];
    private readonly ResponseHead _head = new();
    private readonly EventLoop _loop;
    private readonly Dispatcher _dispatcher;
    private readonly SocketAddress _address;
    private readonly HealthCheck _health;

    internal ReplicaLink(EventLoop loop, Dispatcher dispatcher, Replica replica, IPEndPoint address)
    {
        (_loop, _dispatcher, _address) = (loop, dispatcher, address.Serialize());
        _health = new(loop, dispatcher, replica, _address);
    }

    /// <summary>What the replica has now.</summary>
    internal IReadOnlyList<Exchange> Carried => [.. _busy.Select(connection => connection.Exchange).OfType<Exchange>()];

    /// <inheritdoc/>
    public void Send(Exchange exchange)
    {
        if (!_idle.TryPop(out var connection))
        {
            connection = new(_loop, this, new(_head));
            connection.Open(_address);
        }
        _busy.Add(connection);
        exchange.Carrier = connection;
        connection.Begin(exchange);
    }

    /// <inheritdoc/>
    public void Abandon(Exchange exchange)
    {
        if (exchange.Carrier is not BackConnection connection)
            return;
        exchange.Carrier = null;
        _busy.Remove(connection);
        connection.Close();
    }

    /// <inheritdoc/>
    public void Check() => _health.CheckNow();

    /// <inheritdoc/>
    public void Close()
    {
        _health.Close();
        foreach (var connection in _idle)
            connection.Close();
        _idle.Clear();
    }

    /// <inheritdoc/>
    public void Answered(BackConnection connection, Exchange exchange, in Answer answer)
    {
        exchange.Carrier = null;
        _busy.Remove(connection);
        if (connection.IsOpen)
            _idle.Push(connection);
        _dispatcher.Completed(exchange, answer, _loop.Tell());
    }

    /// <inheritdoc/>
    public void Broken(BackConnection connection, Exchange? exchange)
    {
        _busy.Remove(connection);
        if (exchange is null)
        {
            // One that waited for its next exchange: the others that wait stay as they are.
            var others = _idle.Where(idle => idle != connection).Reverse().ToList();
            _idle.Clear();
            foreach (var other in others)
                _idle.Push(other);
            return;
        }
        exchange.Carrier = null;
        _dispatcher.Broken(exchange, _loop.Tell());
    }
}
