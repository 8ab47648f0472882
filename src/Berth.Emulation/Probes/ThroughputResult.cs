using Berth.Model.Units;

namespace Berth.Emulation.Probes;

/// <summary>What one TCP connection carried in its steady state.</summary>
/// <param name="Goodput">Payload that the receiver read.</param>
/// <param name="Rate">The link rate that this goodput means: goodput · 1500 / 1448 (IP and TCP headers with timestamps take 52 of 1500 bytes).</param>
public sealed record ThroughputResult(DataRate Goodput, DataRate Rate)
{
    /// <summary>Payload of a full packet: 1500 less 20 (IP), 20 (TCP) and 12 (timestamp option).</summary>
    public const int PayloadBytes = 1448, PacketBytes = 1500;

    /// <summary>The goodput that a link of a rate can give.</summary>
    public static DataRate Expected(DataRate rate) => new(rate.BitsPerSecond * PayloadBytes / PacketBytes);
}
