namespace Berth.Serving.Load;

/// <summary>Connections that carry no request now. The one used last is used first, because its TCP window is open.</summary>
internal sealed class ConnectionPool(bool hasBody) : IDisposable
{
    private readonly Stack<LoadConnection> _idle = new();
    private bool _disposed;

    /// <summary>An idle connection that still stands, or a new one.</summary>
    internal LoadConnection Take()
    {
        lock (_idle)
            while (_idle.TryPop(out var connection))
                if (connection.IsIdle)
                    return connection;
                else
                    connection.Dispose();
        return new(hasBody);
    }

    /// <summary>Gives back one that can carry another request.</summary>
    internal void Return(LoadConnection connection)
    {
        lock (_idle)
            if (!_disposed)
            {
                _idle.Push(connection);
                return;
            }
        connection.Dispose();
    }

    public void Dispose()
    {
        lock (_idle)
        {
            _disposed = true;
            foreach (var connection in _idle)
                connection.Dispose();
            _idle.Clear();
        }
    }
}
