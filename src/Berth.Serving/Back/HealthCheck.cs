using System.Net;
using Berth.Serving.Dispatch;
using Berth.Serving.Http;
using Berth.Serving.Loop;
using Berth.Serving.Measures;

namespace Berth.Serving.Back;

/// <summary>
/// Asks a replica for <c>/health</c>. Any answer below 500 passes: it shows that somebody serves. A replica that answers requests, or has one, needs no
/// check, since what serves one request at a time could not answer. Now and then its own metrics are read instead.
/// </summary>
internal sealed class HealthCheck : IBackOwner
{
    private const long Millisecond = 1_000_000, Interval = 1_000 * Millisecond, Patience = 1_000 * Millisecond;

    // A replica that is starting is found soon after it listens.
    private const long EagerInterval = 50 * Millisecond, EagerTime = 60_000 * Millisecond;
    private const int ChecksForEachReading = 5;

    private static readonly Probe Health = new("/health"), Metrics = new("/metrics");

    private readonly EventLoop _loop;
    private readonly Dispatcher _dispatcher;
    private readonly Replica _replica;
    private readonly SocketAddress _address;
    private readonly LoopTimer _timer;
    private readonly ResponseHead _head = new();
    private BackConnection? _connection;
    private long _eagerUntil;
    private int _passed;

    internal HealthCheck(EventLoop loop, Dispatcher dispatcher, Replica replica, SocketAddress address)
    {
        (_loop, _dispatcher, _replica, _address, _timer) = (loop, dispatcher, replica, address, new(Due));
        _eagerUntil = loop.Now + EagerTime;
    }

    /// <summary>Checks at once, and eagerly for a while.</summary>
    internal void CheckNow()
    {
        _eagerUntil = _loop.Now + EagerTime;
        if (_connection is null)
            _loop.Timers.Set(_timer, _loop.Now);
    }

    internal void Close()
    {
        _loop.Timers.Clear(_timer);
        _connection?.Close();
        _connection = null;
    }

    /// <inheritdoc/>
    public void Answered(BackConnection connection, Exchange exchange, in Answer answer)
    {
        connection.Close();
        if (exchange == Metrics)
            _replica.CpuPercent = answer.Status == 200 ? MetricsText.Find(answer.Body, "ml_app_cpu_usage_percent"u8) : null;
        End(answer.Status < 500);
    }

    /// <inheritdoc/>
    public void Broken(BackConnection connection, Exchange? exchange) => End(passed: false);

    private void Due()
    {
        if (_connection is { } late)
        {
            late.Close();
            End(passed: false);
            return;
        }
        var ready = _replica.State == ReplicaState.Ready;
        if (_replica.State is ReplicaState.Draining or ReplicaState.Gone || (ready && _replica.InFlight > 0))
        {
            _loop.Timers.Set(_timer, _loop.Now + Interval);
            return;
        }
        var connection = _connection = new(_loop, this, new(_head));
        connection.Open(_address);
        _loop.Timers.Set(_timer, _loop.Now + Patience);
        connection.Begin(ready && _passed % ChecksForEachReading == 1 ? Metrics : Health);
    }

    private void End(bool passed)
    {
        _connection = null;
        _passed = passed ? _passed + 1 : 0;
        var now = _loop.Tell();
        var eager = !passed && now < _eagerUntil;
        _loop.Timers.Set(_timer, now + (eager ? EagerInterval : Interval));
        if (passed)
            _dispatcher.Healthy(_replica, now);
        else
            _dispatcher.Unhealthy(_replica, now);
    }
}
