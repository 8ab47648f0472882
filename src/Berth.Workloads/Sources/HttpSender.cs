using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Berth.Model.Observations;
using Berth.Workloads.Clock;

namespace Berth.Workloads.Sources;

/// <summary>
/// Sends items over as many kept-alive connections as there are items on their way; the one used last is used first, because its
/// TCP window is open. Plain sockets: the framework's client costs a slow camera more processor time.
/// </summary>
/// <param name="worker">Where the worker listens.</param>
/// <param name="host">Value of the Host header.</param>
internal sealed class HttpSender(EndPoint worker, string host) : IItemSender
{
    private readonly Stack<HttpConnection> idle = new();

    public void Send(Item item)
    {
        var connection = Take() ?? new HttpConnection(host);
        item.GiveUp = connection.Dispose;
        connection.Pack(item);
        item.Preprocessed = MonotonicClock.Now;
        _ = Exchange(item, connection);
    }

    public void Dispose()
    {
        lock (idle)
            foreach (var connection in idle)
                connection.Dispose();
    }

    private async Task Exchange(Item item, HttpConnection connection)
    {
        try
        {
            var answer = await connection.Exchange(item, worker).ConfigureAwait(false);
            if (!item.TryClaim())
                return;
            // Free before the item is resolved, so that whoever waits for that finds the connection.
            if (answer.Closes)
                connection.Dispose();
            else
                Return(connection);
            item.Answered(answer.Reply, answer.Status);
        }
        catch (Exception failure) when (failure is SocketException or IOException or InvalidDataException or JsonException or ObjectDisposedException)
        {
            connection.Dispose();
            item.Lost(ItemOutcome.Failed);
        }
    }

    private HttpConnection? Take()
    {
        lock (idle)
            while (idle.TryPop(out var connection))
                if (connection.IsIdle)
                    return connection;
                else
                    connection.Dispose();
        return null;
    }

    private void Return(HttpConnection connection)
    {
        lock (idle)
            idle.Push(connection);
    }
}
