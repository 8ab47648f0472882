using Berth.Policies.Scaling;

namespace Berth.Simulation.Services;

/// <summary>A replica in virtual time.</summary>
internal sealed class SimulatedReplica(int number, long now)
{
    private long _busySince;

    internal int Number => number;

    internal ReplicaView View { get; } = new() { Name = $"replica-{number}", Phase = ReplicaPhase.Running, Ready = false, ReadySince = now, Started = now };

    internal ReplicaState State { get; set; }

    /// <summary>Cores that it has while it takes requests; each serves one at a time.</summary>
    internal double Cores { get; set; } = 1;

    /// <summary>Requests that it serves.</summary>
    internal int Busy { get; private set; }

    /// <summary>Its home: the place of its core among the site's.</summary>
    internal int Core { get; init; }

    /// <summary>Changes whenever a transition that was announced no longer holds.</summary>
    internal int Version { get; set; }

    /// <summary>Cores times nanoseconds that it has worked.</summary>
    internal long BusyTime { get; private set; }

    /// <summary>What <see cref="BusyTime"/> was when it was last sampled, and when.</summary>
    internal (long BusyTime, long Moment) Sampled { get; set; } = (0, now);

    internal int Slots => State == ReplicaState.Ready ? Math.Max(1, (int)Cores) : 0;

    internal bool IsActive => State is ReplicaState.Starting or ReplicaState.Activating or ReplicaState.Ready;

    internal bool IsStandby => State is ReplicaState.Warming or ReplicaState.Parked;

    internal void Work(int change, long now)
    {
        Advance(now);
        Busy += change;
        View.InFlight = Busy;
    }

    internal void Advance(long now)
    {
        BusyTime += Busy * (now - _busySince);
        _busySince = now;
    }
}

/// <summary>States of a replica.</summary>
internal enum ReplicaState
{
    /// <summary>It starts, to take requests.</summary>
    Starting,

    /// <summary>It was parked and is given its core back.</summary>
    Activating,

    /// <summary>It takes requests.</summary>
    Ready,

    /// <summary>It takes no more requests and will go.</summary>
    Draining,

    /// <summary>It takes no more requests and will be parked.</summary>
    Parking,

    /// <summary>It starts, to be parked.</summary>
    Warming,

    /// <summary>It waits on a sliver of a core.</summary>
    Parked,
}
