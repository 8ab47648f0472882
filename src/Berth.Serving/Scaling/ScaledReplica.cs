using Berth.Policies.Scaling;

namespace Berth.Serving.Scaling;

/// <summary>A replica of a service, as its pool keeps it.</summary>
/// <param name="number">Number within the run, from 0.</param>
/// <param name="core">Its home: the place of its core among those of the site.</param>
/// <param name="now">When it was asked for.</param>
public sealed class ScaledReplica(int number, int core, long now)
{
    /// <summary>Number within the run, from 0.</summary>
    public int Number => number;

    /// <summary>Its home: the place of its core among those of the site.</summary>
    public int Core => core;

    /// <summary>What a policy sees of it.</summary>
    public ReplicaView View { get; } = new() { Name = $"replica-{number}", Phase = ReplicaPhase.Running, Ready = false, ReadySince = now, Started = now };

    /// <summary>Where it is in its life.</summary>
    public ScaledState State { get; internal set; }

    /// <summary>Cores that are reserved for it; while it takes requests each serves one at a time.</summary>
    public double Cores { get; internal set; } = 1;

    /// <summary>Changes whenever a transition that was announced no longer holds.</summary>
    public int Version { get; internal set; }

    /// <summary>Requests that it may be given at once.</summary>
    public int Slots => State == ScaledState.Ready ? Math.Max(1, (int)Cores) : 0;

    /// <summary>Whether it takes requests or will soon.</summary>
    public bool IsActive => State is ScaledState.Starting or ScaledState.Activating or ScaledState.Ready;

    /// <summary>Whether it waits without requests or will soon.</summary>
    public bool IsStandby => State is ScaledState.Warming or ScaledState.Parked;

    /// <summary>Whether it is on its way to <see cref="ScaledState.Ready"/> or <see cref="ScaledState.Parked"/>.</summary>
    public bool IsOnItsWay => State is ScaledState.Starting or ScaledState.Activating or ScaledState.Warming;
}

/// <summary>States of a replica.</summary>
public enum ScaledState
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

    /// <summary>It is no more.</summary>
    Gone,
}
