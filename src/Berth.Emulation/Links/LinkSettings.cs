using Berth.Model.Units;

namespace Berth.Emulation.Links;

/// <summary>
/// What a directed link does to packets. As a link's description, what is absent is the default; as a change, it stays as it is.
/// </summary>
public sealed record LinkSettings
{
    /// <summary>The rate of a link that has none: packets take no time to send.</summary>
    public static DataRate Unlimited => new(double.PositiveInfinity);

    /// <summary>One-way delay after a packet has been sent; its jitter is uniform and correlated in time (see docs of the router). Default 0.</summary>
    public Latency? Latency { get; init; }

    /// <summary>Rate, counting IP bytes (headers included, Ethernet's not). Default <see cref="Unlimited"/>. Ends a trace when changed.</summary>
    public DataRate? Rate { get; init; }

    /// <summary>Delivery moments instead of a rate. They begin when the run starts, or when changed.</summary>
    public DeliveryTrace? Trace { get; init; }

    /// <summary>Each packet's independent chance to be lost after it has been sent (it takes its time on the link). Default 0.</summary>
    public Fraction? Loss { get; init; }

    /// <summary>
    /// Queue limit as time at the link's rate. Default: the round trip between the two nodes, at least 100 ms and 32 full packets.
    /// A packet that does not fit is dropped (drop-tail); an empty queue takes any packet.
    /// </summary>
    public Duration? Queue { get; init; }

    /// <summary>Queue limit in IP bytes, in place of <see cref="Queue"/>.</summary>
    public long? QueueBytes { get; init; }

    /// <summary>False while the link is cut: what is queued, on its way or sent is dropped. Default true.</summary>
    public bool? Up { get; init; }

    /// <summary>These settings with what <paramref name="change"/> names.</summary>
    public LinkSettings With(LinkSettings change) => new()
    {
        Latency = change.Latency ?? Latency,
        Rate = change.Trace is null ? change.Rate ?? Rate : null,
        Trace = change.Rate is null ? change.Trace ?? Trace : null,
        Loss = change.Loss ?? Loss,
        Queue = change.QueueBytes is null ? change.Queue ?? Queue : null,
        QueueBytes = change.Queue is null ? change.QueueBytes ?? QueueBytes : null,
        Up = change.Up ?? Up,
    };
}
