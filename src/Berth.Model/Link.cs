using Berth.Model.Units;

namespace Berth.Model;

/// <summary>
/// A directed link. It stands between each node of one site and each node of another, and each such pair has the whole rate for itself.
/// </summary>
/// <param name="From">Site that sends.</param>
/// <param name="To">Site that receives.</param>
/// <param name="Latency">One-way delay and its variation.</param>
/// <param name="Rate">Rate in bits of IP packets a second; null is unlimited.</param>
/// <param name="Loss">Part of the packets that is lost, independently.</param>
/// <param name="Queue">Longest time that a packet waits for its turn before it is dropped; null is the default of the world.</param>
/// <param name="Trace">Absolute path of a packet-delivery trace (one line a 1500-byte packet, milliseconds) instead of a rate.</param>
/// <param name="Changes">What changes during a run, in order of time.</param>
public sealed record Link(
    string From,
    string To,
    Latency Latency,
    DataRate? Rate,
    Fraction Loss,
    Duration? Queue,
    string? Trace,
    IReadOnlyList<LinkChange> Changes);
