using Berth.Accounting.Services;
using Berth.Policies.Scaling;
using Berth.Serving.Scaling;

namespace Berth.Simulation.Services;

public sealed partial class ServiceSimulation : IReplicaHost
{
    private readonly List<SimulatedReplica> _replicas = [];
    private readonly List<ReplicaView> _shown = [];
    private readonly ReplicaPool _pool;
    private int _free, _busy, _changes;
    private bool _asked;

    private void Ask()
    {
        _events.Add(_now + _policy.Period, Asked, 0);
        Show();
        var decision = _decide(_policy, _view);
        var replicas = Math.Clamp(decision.Replicas, _view.Least, _view.Most);
        if (_asked && replicas != _view.Desired)
        {
            _changes++;
            _ledger.Add(new ScalingStep(_now * 1e-9, _view.Desired, replicas, decision.Reason, decision.Terms.ToDictionary(term => term.Name, term => term.Value)));
        }
        (_asked, _view.Desired) = (true, replicas);
        _pool.Want(decision with { Replicas = replicas }, _now);
        Refresh();
    }

    /// <inheritdoc/>
    void IReplicaHost.Begin(ScaledReplica replica, long delay)
    {
        if (replica.Number == _replicas.Count)
        {
            _replicas.Add(new(replica, _now));
            _power.House(replica.Core, 1, _now);
        }
        if (delay > 0)
            _events.Add(_now + delay, Changed, replica.Number, replica.Version);
    }

    /// <inheritdoc/>
    void IReplicaHost.Drain(ScaledReplica replica)
    {
        if (_replicas[replica.Number].Busy == 0)
            _pool.Drained(replica);
    }

    /// <inheritdoc/>
    void IReplicaHost.Release(ScaledReplica replica) => _power.House(replica.Core, -1, _now);

    /// <summary>A replica has started or got its core.</summary>
    private void Change(SimulatedReplica replica, int version)
    {
        if (replica.Replica.Version != version)
            return;
        _pool.Arrive(replica.Replica, _now);
        Refresh();
    }

    /// <summary>Counts what is free anew, and gives it to what waits; called whenever a replica changes.</summary>
    private void Refresh()
    {
        _free = 0;
        foreach (var replica in _pool.Alive)
            _free += Math.Max(0, replica.Slots - replica.View.InFlight);
        Pull();
    }

    private SimulatedReplica FirstFree()
    {
        foreach (var replica in _pool.Alive)
            if (replica.Slots > replica.View.InFlight)
                return _replicas[replica.Number];
        throw new Engine.SimulationException("no replica has a free core");
    }

    private void Sample()
    {
        foreach (var view in _pool.Alive.Where(replica => !replica.IsStandby))
        {
            var replica = _replicas[view.Number];
            replica.Advance(_now);
            var window = _now - replica.Sampled.Moment;
            // A replica that starts loads its model with all its core has.
            var cores = view.State == ScaledState.Starting ? 1 : window > 0 ? _service.Processor.Value * (replica.BusyTime - replica.Sampled.BusyTime) / window : 0;
            if (window > 0)
                view.View.Cpu = new(cores, _now, window);
            replica.Sampled = (replica.BusyTime, _now);
        }
        _view.Metrics = [new("queue", _queue.Count, _now)];
    }

    private void Show()
    {
        _view.Now = _now;
        (_view.Queued, _view.InFlight) = (_queue.Count, _busy);
        _shown.Clear();
        foreach (var replica in _pool.Alive)
            if (!replica.IsStandby && replica.State != ScaledState.Parking)
                _shown.Add(replica.View);
        (_view.Replicas, _view.Standby) = (_shown, _pool.Parked);
        _view.GramsPerKilowattHour = _intensity?.MeanOver(_now, Second).GramsPerKilowattHour;
    }
}
