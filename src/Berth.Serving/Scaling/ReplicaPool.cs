using Berth.Model.Services;
using Berth.Policies.Scaling;

namespace Berth.Serving.Scaling;

/// <summary>
/// The replicas of a service, changed towards what a scaling policy asks for: parked ones are given their core, new ones start, and those that are too many are drained and then parked
/// or ended. It knows no clock and no process: a world tells it the time and does the rest. What is asked for at moment 0 stands from the beginning.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="startSeconds">How long a replica starts.</param>
/// <param name="nodes">Nodes of the site.</param>
/// <param name="coresPerNode">Cores of each of them.</param>
/// <param name="host">The world.</param>
public sealed partial class ReplicaPool(Service service, double startSeconds, int nodes, int coresPerNode, IReplicaHost host)
{
    private readonly List<ScaledReplica> _alive = [];
    private ScalingDecision? _wanted;
    private double _coresEach = 1;
    private int _made;

    /// <summary>Every replica that exists.</summary>
    public IReadOnlyList<ScaledReplica> Alive => _alive;

    /// <summary>Requests that can be served at once.</summary>
    public int Slots { get; private set; }

    /// <summary>Cores that are reserved, standby included.</summary>
    public double Reserved { get; private set; }

    /// <summary>Cores that standby reserves.</summary>
    public double StandbyReserved { get; private set; }

    /// <summary>Parked replicas.</summary>
    public int Parked { get; private set; }

    /// <summary>Whether the smaller model answers.</summary>
    public bool Small { get; private set; }

    /// <summary>Longest wait with which requests are admitted, seconds.</summary>
    public double AdmitSeconds { get; private set; } = double.PositiveInfinity;

    /// <summary>Takes what a policy asks for, its number of replicas within the bounds already.</summary>
    public void Want(ScalingDecision wanted, long now)
    {
        _wanted = wanted;
        Small = service.Levers.Variant is not null && wanted.Small;
        AdmitSeconds = service.Levers.Admission ? wanted.AdmitSeconds : double.PositiveInfinity;
        Settle(now);
    }

    /// <summary>Does what is still to do of what was asked for: what had no room is tried again.</summary>
    public void Settle(long now)
    {
        if (_wanted is not { } wanted)
            return;
        _coresEach = Math.Clamp(wanted.Cores, 1, Math.Max(1, service.Levers.Resize?.Most.Cores ?? 1));
        var missing = wanted.Replicas - Count(replica => replica.IsActive);
        for (; missing < 0; missing++)
            Retire(Surplus(), wanted, now);
        while (missing > 0 && (Activate(now) || Start(ScaledState.Starting, now)))
            missing--;
        Park(wanted, now);
        Recount();
    }

    /// <summary>A replica has arrived where it was on its way to.</summary>
    public void Arrive(ScaledReplica replica, long now)
    {
        replica.State = replica.State == ScaledState.Warming ? ScaledState.Parked : ScaledState.Ready;
        (replica.View.Ready, replica.View.ReadySince) = (replica.State == ScaledState.Ready, now);
        Recount();
    }

    /// <summary>A replica that takes no more requests has answered its last.</summary>
    public void Drained(ScaledReplica replica)
    {
        if (replica.State == ScaledState.Parking)
            (replica.State, replica.View.Leaving) = (ScaledState.Parked, false);
        else
            Remove(replica);
        Recount();
    }

    /// <summary>A replica has answered a request while it holds more cores than it is to have: they are free for others.</summary>
    public void Recount()
    {
        (Slots, Reserved, StandbyReserved, Parked) = (0, 0, 0, 0);
        if (service.Levers.Resize is not null)
            Share();
        foreach (var replica in _alive)
        {
            var reserves = replica.State == ScaledState.Parked ? Held(replica) : Math.Max(replica.Cores, replica.View.InFlight);
            Slots += replica.Slots;
            Reserved += reserves;
            StandbyReserved += replica.IsStandby ? reserves : 0;
            Parked += replica.State == ScaledState.Parked ? 1 : 0;
        }
    }

    /// <summary>A replica has died.</summary>
    public void Lose(ScaledReplica replica)
    {
        if (replica.State != ScaledState.Gone)
            Remove(replica);
        Recount();
    }

    private int Count(Func<ScaledReplica, bool> which)
    {
        var count = 0;
        foreach (var replica in _alive)
            count += which(replica) ? 1 : 0;
        return count;
    }

    private void Park(ScalingDecision wanted, long now)
    {
        var standby = Math.Min(wanted.Standby, Math.Min(service.Levers.Standby?.Most ?? 0, service.Most - wanted.Replicas));
        var parked = Count(replica => replica.IsStandby || replica.State == ScaledState.Parking) - standby;
        for (; parked < 0 && Start(ScaledState.Warming, now); parked++)
        {
        }
        for (; parked > 0 && _alive.Find(replica => replica.IsStandby) is { } surplus; parked--)
            Remove(surplus);
    }

    /// <summary>The one that is missed least: on its way in, idle, the youngest.</summary>
    private ScaledReplica Surplus() =>
        _alive.Where(replica => replica.IsActive).MinBy(replica => (replica.State == ScaledState.Ready, replica.View.InFlight > 0, -replica.Number))!;

    /// <summary>Gives a standby its core: a parked one at once, one that is on its way there when it has started.</summary>
    private bool Activate(long now)
    {
        if (_alive.Find(replica => replica.State == ScaledState.Parked && HasRoom(replica)) is { } parked)
            Enter(parked, ScaledState.Activating, service.Levers.Standby!.Activation.Nanoseconds, now);
        else if (_alive.Find(replica => replica.State == ScaledState.Warming) is { } warming)
            warming.State = ScaledState.Starting;
        else
            return false;
        return true;
    }

    private bool Start(ScaledState state, long now)
    {
        var core = FreeCore();
        if (core < 0)
            return false;
        var replica = new ScaledReplica(_made++, core, now);
        _alive.Add(replica);
        Enter(replica, state, now == 0 ? 0 : (long)(startSeconds * 1e9), now);
        return true;
    }

    private void Enter(ScaledReplica replica, ScaledState state, long delay, long now)
    {
        replica.State = state;
        replica.Version++;
        host.Begin(replica, delay);
        if (delay == 0 && replica.IsOnItsWay)
            Arrive(replica, now);
    }

    /// <summary>Takes a replica out of service: one on its way in goes at once, one at work when it is done.</summary>
    private void Retire(ScaledReplica replica, ScalingDecision wanted, long now)
    {
        var standby = Math.Min(wanted.Standby, service.Levers.Standby?.Most ?? 0);
        var parks = replica.State != ScaledState.Starting && Count(other => other.IsStandby || other.State == ScaledState.Parking) < standby;
        var served = replica.State == ScaledState.Ready;
        replica.Version++;
        replica.State = parks ? ScaledState.Parking : ScaledState.Draining;
        (replica.View.Ready, replica.View.ReadySince, replica.View.Leaving) = (false, now, true);
        Recount();
        if (served)
            host.Drain(replica);
        else
            Drained(replica);
    }

    private void Remove(ScaledReplica replica)
    {
        replica.Version++;
        replica.State = ScaledState.Gone;
        _alive.Remove(replica);
        host.Release(replica);
    }
}
