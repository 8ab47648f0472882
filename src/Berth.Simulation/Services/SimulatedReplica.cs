using Berth.Serving.Scaling;

namespace Berth.Simulation.Services;

/// <summary>The work of a replica in virtual time.</summary>
internal sealed class SimulatedReplica(ScaledReplica replica, long now)
{
    private long _busySince = now;

    /// <summary>The replica.</summary>
    internal ScaledReplica Replica => replica;

    /// <summary>Requests that it serves.</summary>
    internal int Busy { get; private set; }

    /// <summary>Cores times nanoseconds that it has worked.</summary>
    internal long BusyTime { get; private set; }

    /// <summary>What <see cref="BusyTime"/> was when it was last sampled, and when.</summary>
    internal (long BusyTime, long Moment) Sampled { get; set; } = (0, now);

    internal void Work(int change, long now)
    {
        Advance(now);
        Busy += change;
        replica.View.InFlight = Busy;
    }

    internal void Advance(long now)
    {
        BusyTime += Busy * (now - _busySince);
        _busySince = now;
    }
}
