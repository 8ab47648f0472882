using System.Net.Sockets;
using Berth.Model.Units;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Probes;

/// <summary>Measures what one TCP connection carries, its beginning left out.</summary>
public static class ThroughputProbe
{
    private const int ChunkBytes = 128 * 1024;
    private const int LeastWindow = 64 * 1024;
    private const double LeastSettling = 0.5, SettlingRoundTrips = 12;

    /// <summary>
    /// Sends for 12 round trips (at least 0.5 s) that do not count and then for <paramref name="time"/>.
    /// </summary>
    /// <param name="from">The sender.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="time">How long is measured.</param>
    /// <param name="roundTrip">The configured round trip.</param>
    /// <param name="rate">
    /// The configured rate, or null. When given, the receiver's window is bounded to the rate times (round trip + half of 100 ms): it fills the link,
    /// and half of the least default queue, but never overflows it, so the link is measured and not the recovery of a congestion control.
    /// </param>
    public static ThroughputResult Measure(ProbeEnd from, ProbeEnd to, Duration time, Duration roundTrip, DataRate? rate)
    {
        var window = rate is { } configured && double.IsFinite(configured.BitsPerSecond)
            ? (int)Math.Clamp(configured.BitsPerSecond / 8 * (roundTrip.Seconds + 0.05), LeastWindow, int.MaxValue / 2)
            : (int?)null;
        var (sender, receiver) = ProbeThreads.Connect(from, to, new Duration(5 + 4 * roundTrip.Seconds), window);
        using var near = sender;
        using var far = receiver;
        var ended = false;
        var settling = (long)(Math.Max(LeastSettling, SettlingRoundTrips * roundTrip.Seconds) * 1e9);
        var goodput = 0.0;

        var receive = ProbeThreads.Start(to, "receive", () =>
        {
            try
            {
                goodput = Receive(far, settling, time.Nanoseconds, window);
            }
            finally
            {
                Volatile.Write(ref ended, true);
            }
        });
        var send = ProbeThreads.Start(from, "send", () => Send(near, ref ended));
        Task.WhenAll(send, receive).GetAwaiter().GetResult();
        return new(new(goodput), new(goodput * ThroughputResult.PacketBytes / ThroughputResult.PayloadBytes));
    }

    private static void Send(Socket socket, ref bool ended)
    {
        const int patience = 100_000;
        var chunk = new byte[ChunkBytes];
        socket.Blocking = false;
        while (!Volatile.Read(ref ended))
            if (socket.Poll(patience, SelectMode.SelectWrite))
                socket.Send(chunk, 0, chunk.Length, SocketFlags.None, out _);
    }

    /// <summary>Bits a second between the first read after the settling time and the last read in time.</summary>
    private static double Receive(Socket socket, long settling, long time, int? window)
    {
        var chunk = new byte[ChunkBytes];
        var never = false;
        var start = MonotonicClock.Now;
        var (first, last, bytes) = (0L, 0L, 0L);
        while (ProbeThreads.WaitForData(socket, ref never, start + settling + time))
        {
            var read = socket.Receive(chunk);
            // The kernel's own tuning widens it with every round trip.
            if (window is { } bound)
                ProbeThreads.BoundWindow(socket, bound);
            if (read == 0)
                break;
            var now = MonotonicClock.Now;
            if (now - start < settling)
                continue;
            if (first == 0)
                first = now;
            else
                bytes += read;
            last = now;
        }
        return last > first ? bytes * 8e9 / (last - first) : 0;
    }
}
