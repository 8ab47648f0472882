using Berth.Model;

namespace Berth.Simulation.Streams;

/// <summary>
/// One kept-alive TCP connection over a pair of directed links, in rounds of its window (Reno: slow start, congestion avoidance, fast retransmit;
/// Padhye et al., SIGCOMM 1998). As in the emulation the window survives idle times. Loss is what the links say; their queues are long enough.
/// </summary>
internal sealed class TcpPath(LinkTimeline there, LinkTimeline back, PairWire wire, RandomStream random)
{
    internal const int SegmentBytes = 1448;

    /// <summary>An IP packet on the wire: 20 bytes of IP, 32 of TCP with timestamps.</summary>
    private const int PacketBytes = 1500;
    private const double InitialWindow = 10;

    /// <summary>Linux never waits less before it retransmits.</summary>
    private const double LeastTimeout = 0.2;

    private double _window = InitialWindow;
    private double _threshold = double.PositiveInfinity;

    /// <summary>Packets that were sent and that were lost, all transfers together.</summary>
    internal (long Sent, long Lost) Packets { get; private set; }

    /// <summary>When the last byte of a message arrives that is sent now; <see cref="long.MaxValue"/> when the link never comes back.</summary>
    internal long Send(long bytes, long now)
    {
        var up = Math.Max(there.UpFrom(now), back.UpFrom(now));
        if (up == long.MaxValue)
            return up;
        var state = there.At(up);
        var roundTrip = state.Latency.Mean.Seconds + back.At(up).Latency.Mean.Seconds;
        // A connection that comes back from an outage waits for its retransmission timer.
        var time = up == now ? now * 1e-9 : up * 1e-9 + LeastTimeout;
        var packetSeconds = state.Rate is { } rate ? PacketBytes * 8 / rate.BitsPerSecond : 0;
        var left = (bytes + SegmentBytes - 1) / SegmentBytes;
        var tail = bytes - (left - 1) * SegmentBytes;
        time = Math.Max(time, wire.FreeAt);
        while (true)
        {
            var burst = Math.Min(left, (long)_window);
            Packets = (Packets.Sent + burst, Packets.Lost);
            var lost = state.Loss > 0 && random.NextDouble() < 1 - Math.Pow(1 - state.Loss, burst);
            var sent = time + burst * packetSeconds;
            var lastRound = burst == left;
            if (lost)
            {
                Packets = (Packets.Sent + 1, Packets.Lost + 1);
                _threshold = Math.Max(2, _window / 2);
                _window = _threshold;
                // Three packets behind the lost one tell of it a round trip later; without them a timer does.
                var noticed = burst > 3 ? random.NextDouble() > 3.0 / burst : false;
                time = Math.Max(time + roundTrip, sent) + (noticed ? packetSeconds : LeastTimeout);
                sent = time;
            }
            else if (burst >= (long)_window)
                _window = _window < _threshold ? Math.Min(_window + burst, Math.Max(_threshold, _window)) : _window + burst / _window;
            left -= burst;
            if (lastRound)
            {
                var arrived = sent - packetSeconds * (1 - (tail + PacketBytes - SegmentBytes) / (double)PacketBytes) + Delay(state);
                wire.FreeAt = sent;
                return Math.Max(now, (long)Math.Round(arrived * 1e9));
            }
            time = Math.Max(time + roundTrip, sent);
        }
    }

    private double Delay(in LinkState state) => state.Latency.Mean.Seconds + state.Latency.Jitter.Seconds * (2 * random.NextDouble() - 1);
}

/// <summary>The wire from one node to another: it carries one message after another.</summary>
internal sealed class PairWire
{
    /// <summary>Seconds of virtual time from which it is free.</summary>
    internal double FreeAt { get; set; }
}
