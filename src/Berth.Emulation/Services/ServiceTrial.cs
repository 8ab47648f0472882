using Berth.Accounting.Services;
using Berth.Emulation.World;
using Berth.Model.Observations;
using Berth.Model.Services;
using Berth.Policies.Scaling;
using Berth.Serving.Admin;
using Berth.Serving.Load;
using Berth.Serving.Scaling;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Services;

/// <summary>
/// One repetition of a service under one scaling policy with real processes: a load generator, a dispatcher and replicas. Once a second of the world's time it counts what the dispatcher
/// counted; whenever the policy's period has passed it asks the policy, and does what it asks for.
/// </summary>
internal sealed class ServiceTrial : IReplicaHost
{
    private const long Second = 1_000_000_000;
    private const long Prelude = 200_000_000;

    /// <summary>As the metrics server of Kubernetes and the usual Prometheus look.</summary>
    private const int ResolutionSeconds = 15;

    private readonly ServiceReplicas _replicas;
    private readonly DispatcherProcess _dispatcher;
    private readonly DrivenLoad _load;
    private readonly IScalingPolicy _policy;
    private readonly ServiceView _view;
    private readonly ReplicaPool _pool;
    private readonly ServiceLedger _ledger;
    private readonly ServiceMeter _meter;
    private readonly RequestPace _pace;
    private readonly ReplicaLanes _lanes;
    private readonly Dictionary<ScaledReplica, long> _due = [];
    private readonly List<ScaledReplica> _draining = [];
    private readonly List<(ScaledReplica Replica, Task<ReplicaProcess> Start)> _starting = [];
    private readonly Queue<Func<Task>> _orders = new();
    private readonly Action<string> _tell;
    private readonly double _dilation;
    private readonly int _seconds;
    private int _changes;
    private long _completed;
    private double _served;

    internal ServiceTrial(Service service, ServiceFacts facts, IScalingPolicy policy, ServiceReplicas replicas, DispatcherProcess dispatcher, DrivenLoad load, ServiceMeter meter, RequestPace pace, int seconds, double dilation, Action<string> tell)
    {
        (_policy, _replicas, _dispatcher, _load, _meter, _pace, _seconds, _dilation, _tell) = (policy, replicas, dispatcher, load, meter, pace, seconds, dilation, tell);
        _view = new() { Facts = facts, Least = service.Least, Most = service.Most, Desired = service.Least };
        _ledger = new(facts.ObjectiveSeconds);
        _pool = new(service, facts.StartSeconds, replicas.Cores / replicas.CoresPerNode, replicas.CoresPerNode, this);
        _lanes = new(replicas, dispatcher, _orders.Enqueue);
    }

    /// <summary>The books of the trial.</summary>
    internal ServiceLedger Ledger => _ledger;

    /// <summary>How often the number of replicas that was asked for changed.</summary>
    internal int Changes => _changes;

    /// <summary>What requests took on their replicas, beside what they should have.</summary>
    internal Check RequestTime => _pace.Check(_policy.Name, _completed, _served);

    /// <summary>Runs it until every request has been resolved.</summary>
    /// <exception cref="EmulationException">A process that it needs has ended.</exception>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        Ask(0, first: true);
        await GiveOrdersAsync(cancellation).ConfigureAwait(false);
        var begin = MonotonicClock.Now + Prelude;
        _load.Begin(begin);
        var collecting = _load.CollectAsync(cancellation);
        var last = await _dispatcher.ReadAsync().ConfigureAwait(false);
        var (second, ask, before) = (1L, _policy.Period, 0L);
        while (!collecting.IsCompleted || before < _seconds * Second)
        {
            var next = Math.Min(Math.Min(second * Second, ask), _due.Count > 0 ? _due.Values.Min() : long.MaxValue);
            await MonotonicClock.UntilAsync(begin + (long)(next * _dilation), cancellation).ConfigureAwait(false);
            var now = Math.Max(before, (long)((MonotonicClock.Now - begin) / _dilation));
            _meter.Reserve(_pool, now - before);
            before = now;
            var telemetry = await _dispatcher.ReadAsync().ConfigureAwait(false);
            Look(telemetry, now);
            if (now >= second * Second)
            {
                Count(telemetry, last, now, second);
                (last, second) = (telemetry, now / Second + 1);
                _pool.Settle(now);
            }
            if (now >= ask)
            {
                // A policy is asked at the moment that was agreed, not at the one that the machine woke at: fifteen seconds less a wake-up are not fifteen seconds to a rule that polls.
                ask += _policy.Period * ((now - ask) / _policy.Period);
                Ask(ask, first: false);
                ask += _policy.Period;
            }
            await GiveOrdersAsync(cancellation).ConfigureAwait(false);
        }
        await collecting.ConfigureAwait(false);
    }

    /// <summary>Takes note of what has happened to replicas.</summary>
    private void Look(Telemetry telemetry, long now)
    {
        (_view.Queued, _view.InFlight) = (telemetry.Queued, telemetry.InFlight);
        foreach (var replica in _due.Where(pair => pair.Value <= now).Select(pair => pair.Key).ToList())
        {
            _due.Remove(replica);
            if (replica.IsOnItsWay)
                _pool.Arrive(replica, now);
        }
        foreach (var (replica, start) in _starting.Where(each => each.Start.IsCompleted).ToList())
        {
            _starting.Remove((replica, start));
            if (start.IsFaulted)
                Lost(replica, start.Exception!.InnerException!.Message);
            else if (replica.IsOnItsWay)
                _pool.Arrive(replica, now);
        }
        _lanes.Look(telemetry);
        foreach (var replica in _draining.Where(replica => !_lanes.IsLeaving(replica)).ToList())
        {
            _draining.Remove(replica);
            _pool.Drained(replica);
        }
        foreach (var replica in _pool.Alive.ToList())
        {
            replica.View.InFlight = _lanes.InFlight(replica, telemetry);
            if (_lanes.Cores(replica).Select(_replicas.At).FirstOrDefault(process => process is { Process.Died: true }) is { } dead)
                Lost(replica, dead.Process.Ending);
        }
    }

    private void Lost(ScaledReplica replica, string why)
    {
        _tell($"{replica.View.Name} was lost: {why}");
        _lanes.Drain(replica);
        _draining.Remove(replica);
        _pool.Lose(replica);
    }

    private void Count(Telemetry telemetry, Telemetry last, long now, long second)
    {
        var load = CountedLoad.Between(last, telemetry, _load.TakeLate(), _dilation);
        (_completed, _served) = (_completed + load.Completed, _served + load.ServiceSeconds);
        _pace.Observe(load.Completed, load.ServiceSeconds);
        _view.Load.Add(load);
        if (second <= _seconds)
            _ledger.Add(_meter.EndSecond(_pool, _lanes, _view.Desired, Math.Max(0, load.Concurrency - load.Busy), load.Busy, now));
        if (second % ResolutionSeconds == 0)
        {
            _meter.Sample(_pool, second * Second);
            _view.Metrics = [new("queue", telemetry.Queued, second * Second)];
        }
    }

    private void Ask(long now, bool first)
    {
        _view.Now = now;
        _view.Replicas = [.. _pool.Alive.Where(replica => !replica.IsStandby && replica.State != ScaledState.Parking).Select(replica => replica.View)];
        _view.Standby = _pool.Parked;
        _view.GramsPerKilowattHour = _meter.GramsPerKilowattHour(now);
        var decision = _policy.Decide(_view);
        var replicas = Math.Clamp(decision.Replicas, _view.Least, _view.Most);
        if (!first && replicas != _view.Desired)
        {
            _changes++;
            _ledger.Add(new ScalingStep(now * 1e-9, _view.Desired, replicas, decision.Reason, decision.Terms.ToDictionary(term => term.Name, term => term.Value)));
        }
        _view.Desired = replicas;
        var admitted = _pool.AdmitSeconds;
        _pool.Want(decision with { Replicas = replicas }, now);
        if (_pool.AdmitSeconds != admitted)
            _orders.Enqueue(() => _dispatcher.AdmitAsync(_pool.AdmitSeconds * _dilation));
    }

    private async Task GiveOrdersAsync(CancellationToken cancellation)
    {
        foreach (var replica in _pool.Alive.Where(replica => replica.State == ScaledState.Ready))
            _lanes.Fit(replica);
        while (_orders.TryDequeue(out var order))
        {
            cancellation.ThrowIfCancellationRequested();
            await order().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Begin(ScaledReplica replica, long delay)
    {
        // What stands at the begin of the run is started before it.
        if (delay == 0)
            _orders.Enqueue(() => _replicas.StartAsync(replica.Core, CancellationToken.None));
        else if (replica.State == ScaledState.Activating || _replicas.AreStartedBeforehand)
            _due[replica] = _view.Now + delay;
        else
            _starting.Add((replica, _replicas.StartAsync(replica.Core, CancellationToken.None)));
    }

    /// <inheritdoc/>
    public void Drain(ScaledReplica replica)
    {
        _draining.Add(replica);
        _lanes.Drain(replica);
    }

    /// <inheritdoc/>
    public void Release(ScaledReplica replica)
    {
        _due.Remove(replica);
        var cores = _lanes.Cores(replica).ToList();
        _orders.Enqueue(() =>
        {
            cores.ForEach(_replicas.End);
            return Task.CompletedTask;
        });
    }
}
