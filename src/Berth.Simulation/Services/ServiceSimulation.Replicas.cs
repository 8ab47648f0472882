using Berth.Accounting.Services;
using Berth.Policies.Scaling;

namespace Berth.Simulation.Services;

public sealed partial class ServiceSimulation
{
    private readonly List<SimulatedReplica> _replicas = [];
    private readonly List<SimulatedReplica> _alive = [];
    private readonly List<ReplicaView> _shown = [];
    private ScalingDecision? _wanted;
    private bool _small;
    private double _admitSeconds = double.PositiveInfinity, _reserved, _standbyReserved, _coresEach = 1;
    private int _slots, _free, _busy, _changes;

    private void Ask()
    {
        _events.Add(_now + _policy.Period, Asked, 0);
        Show();
        var decision = _policy.Decide(_view);
        var replicas = Math.Clamp(decision.Replicas, _view.Least, _view.Most);
        if (_wanted is not null && replicas != _view.Desired)
        {
            _changes++;
            _ledger.Add(new ScalingStep(_now * 1e-9, _view.Desired, replicas, decision.Reason, decision.Terms.ToDictionary(term => term.Name, term => term.Value)));
        }
        _view.Desired = replicas;
        _wanted = decision with { Replicas = replicas };
        Enact();
    }

    /// <summary>Changes the replicas towards what was asked for, as far as there is room; what lacks is tried again each second.</summary>
    private void Enact()
    {
        if (_wanted is not { } wanted)
            return;
        var levers = _service.Levers;
        _small = levers.Variant is not null && wanted.Small;
        _admitSeconds = levers.Admission ? wanted.AdmitSeconds : double.PositiveInfinity;
        _coresEach = Math.Clamp(wanted.Cores, 1, Math.Max(1, levers.Resize?.Most.Cores ?? 1));
        var missing = wanted.Replicas - _alive.Count(replica => replica.IsActive);
        for (; missing < 0; missing++)
            Retire(_alive.Where(replica => replica.IsActive).MinBy(replica => (replica.State == ReplicaState.Ready, replica.Busy > 0, -replica.Number))!, wanted);
        for (; missing > 0 && Activate() ; missing--)
        {
        }
        for (; missing > 0 && Start(ReplicaState.Starting); missing--)
        {
        }
        var standby = Math.Min(wanted.Standby, Math.Min(levers.Standby?.Most ?? 0, _service.Most - wanted.Replicas));
        var parked = _alive.Count(replica => replica.IsStandby || replica.State == ReplicaState.Parking) - standby;
        for (; parked < 0 && Start(ReplicaState.Warming); parked++)
        {
        }
        for (; parked > 0 && _alive.Find(replica => replica.IsStandby) is { } surplus; parked--)
            Remove(surplus);
        Recount();
        Pull();
    }

    /// <summary>Gives a standby its core: a parked one at once, one that is on its way there when it has started.</summary>
    private bool Activate()
    {
        if (_alive.Find(replica => replica.State == ReplicaState.Parked && HasRoom(replica)) is { } parked)
            Enter(parked, ReplicaState.Activating, _service.Levers.Standby!.Activation.Nanoseconds);
        else if (_alive.Find(replica => replica.State == ReplicaState.Warming) is { } warming)
            warming.State = ReplicaState.Starting;
        else
            return false;
        return true;
    }

    private bool Start(ReplicaState state)
    {
        var core = FreeCore();
        if (core < 0)
            return false;
        var replica = new SimulatedReplica(_replicas.Count, _now) { Core = core };
        _replicas.Add(replica);
        _alive.Add(replica);
        _power.House(core, 1, _now);
        // What the first decision asks for has stood before the run.
        Enter(replica, state, _now == 0 ? 0 : (long)(_view.Facts.StartSeconds * 1e9));
        return true;
    }

    private void Enter(SimulatedReplica replica, ReplicaState state, long delay)
    {
        replica.State = state;
        replica.Version++;
        if (delay == 0)
            Change(replica, replica.Version);
        else
            _events.Add(_now + delay, Changed, replica.Number, replica.Version);
    }

    /// <summary>A replica has started or got its core.</summary>
    private void Change(SimulatedReplica replica, int version)
    {
        if (replica.Version != version)
            return;
        replica.State = replica.State == ReplicaState.Warming ? ReplicaState.Parked : ReplicaState.Ready;
        (replica.View.Ready, replica.View.ReadySince) = (replica.State == ReplicaState.Ready, _now);
        Recount();
        Pull();
    }

    /// <summary>Takes a replica out of service: one on its way in goes at once, one at work when it is done.</summary>
    private void Retire(SimulatedReplica replica, ScalingDecision wanted)
    {
        var parks = _service.Levers.Standby is not null && replica.State != ReplicaState.Starting
            && _alive.Count(other => other.IsStandby || other.State == ReplicaState.Parking) < Math.Min(wanted.Standby, _service.Levers.Standby.Most);
        replica.Version++;
        replica.State = parks ? ReplicaState.Parking : ReplicaState.Draining;
        replica.View.Ready = false;
        replica.View.Leaving = true;
        if (replica.Busy == 0)
            Drained(replica);
    }

    private void Drained(SimulatedReplica replica)
    {
        if (replica.State == ReplicaState.Parking)
        {
            replica.State = ReplicaState.Parked;
            replica.View.Leaving = false;
        }
        else if (replica.State == ReplicaState.Draining)
            Remove(replica);
        Recount();
    }

    private void Remove(SimulatedReplica replica)
    {
        replica.Version++;
        _alive.Remove(replica);
        _power.House(replica.Core, -1, _now);
    }

    private void Sample()
    {
        foreach (var replica in _alive.Where(replica => !replica.IsStandby))
        {
            replica.Advance(_now);
            var window = _now - replica.Sampled.Moment;
            // A replica that starts loads its model with all its core has.
            var cores = replica.State == ReplicaState.Starting ? 1 : window > 0 ? (double)(replica.BusyTime - replica.Sampled.BusyTime) / window : 0;
            if (window > 0)
                replica.View.Cpu = new(cores, _now, window);
            replica.Sampled = (replica.BusyTime, _now);
        }
        _view.Metrics = [new("queue", _queue.Count, _now)];
    }

    private void Show()
    {
        _view.Now = _now;
        (_view.Queued, _view.InFlight) = (_queue.Count, _busy);
        _shown.Clear();
        foreach (var replica in _alive)
            if (!replica.IsStandby && replica.State != ReplicaState.Parking)
                _shown.Add(replica.View);
        _view.Replicas = _shown;
        _view.Standby = _alive.Count(replica => replica.State == ReplicaState.Parked);
        _view.GramsPerKilowattHour = _intensity?.MeanOver(_now, Second).GramsPerKilowattHour;
    }
}
