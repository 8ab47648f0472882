using Berth.Model.Units;

namespace Berth.Emulation.Probes;

/// <summary>One-way times of a message over a warm TCP connection, from before it is sent until its last byte has been read.</summary>
/// <param name="Median">Median over the repetitions.</param>
/// <param name="Times">Every repetition.</param>
public sealed record TransferResult(Duration Median, IReadOnlyList<Duration> Times)
{
    /// <summary>First-order time: bytes·8/rate + latency.</summary>
    public static Duration FirstOrder(int bytes, DataRate rate, Duration latency) => new(bytes * 8 / rate.BitsPerSecond + latency.Seconds);

    /// <summary>The same with the headers of every packet: (bytes + 52·⌈bytes / 1448⌉)·8/rate + latency.</summary>
    public static Duration WithHeaders(int bytes, DataRate rate, Duration latency)
    {
        const int header = ThroughputResult.PacketBytes - ThroughputResult.PayloadBytes;
        var packets = (bytes + ThroughputResult.PayloadBytes - 1) / ThroughputResult.PayloadBytes;
        return FirstOrder(bytes + packets * header, rate, latency);
    }
}
