using System.Net;

namespace Berth.Serving;

/// <summary>How a dispatcher is to run.</summary>
public sealed record DispatcherOptions
{
    /// <summary>Where clients are listened for; port 0 is any that is free.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Where the admin interface listens.</summary>
    public IPEndPoint Admin { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>How requests are bound to replicas: a name of <see cref="Dispatch.Balances"/>.</summary>
    public string Balance { get; init; } = "pull";

    /// <summary>Requests that may wait; further ones are refused.</summary>
    public int QueueLimit { get; init; } = 1000;

    /// <summary>Requests that a replica is given at once, where its registration does not say.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>Replicas that a request is given to before it fails.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Time until an answer is worth nothing, seconds.</summary>
    public double DeadlineSeconds { get; init; } = 10;

    /// <summary>Longest wait that a request is taken for, seconds; infinite takes every one.</summary>
    public double AdmitSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>Memory that large requests may take together, bytes.</summary>
    public long BodyMemoryBytes { get; init; } = 512 << 20;

    /// <summary>Time that a request may take to come in, seconds.</summary>
    public double ReceiveSeconds { get; init; } = 30;

    /// <summary>Time that a client may be idle, seconds.</summary>
    public double IdleSeconds { get; init; } = 300;

    /// <summary>File that keeps the registered replicas; null keeps them nowhere.</summary>
    public string? State { get; init; }
}
