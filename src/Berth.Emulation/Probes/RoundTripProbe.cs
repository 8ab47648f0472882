using System.Net.Sockets;
using System.Runtime.InteropServices;
using Berth.Model.Units;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Probes;

/// <summary>Measures round trips: 64-byte UDP packets on a fixed schedule, echoed by the other end.</summary>
public static class RoundTripProbe
{
    private const int PacketBytes = 64, WarmUp = 30;

    /// <summary>
    /// Sends <paramref name="count"/> packets, one every <paramref name="interval"/>, after 30 that do not count; a packet that has not come
    /// back <paramref name="patience"/> after the last was sent is lost.
    /// </summary>
    public static RoundTripResult Measure(ProbeEnd from, ProbeEnd to, int count, Duration interval, Duration patience)
    {
        using var near = ProbeThreads.Bind(from, SocketType.Dgram);
        using var far = ProbeThreads.Bind(to, SocketType.Dgram);
        near.Connect(far.LocalEndPoint!);
        far.Connect(near.LocalEndPoint!);
        var trips = new long[WarmUp + count];
        var ended = false;

        var echo = ProbeThreads.Start(to, "echo", () => Echo(far, ref ended));
        var receive = ProbeThreads.Start(from, "receive", () => Receive(near, trips, ref ended));
        var send = ProbeThreads.Start(from, "send", () => Send(near, trips.Length, interval.Nanoseconds));
        try
        {
            send.GetAwaiter().GetResult();
            Task.WaitAny([receive], TimeSpan.FromSeconds(patience.Seconds));
        }
        finally
        {
            Volatile.Write(ref ended, true);
        }
        Task.WhenAll(send, echo, receive).GetAwaiter().GetResult();
        return Summarize(trips[WarmUp..]);
    }

    private static void Send(Socket socket, int count, long interval)
    {
        Span<byte> packet = stackalloc byte[PacketBytes];
        packet.Clear();
        var start = MonotonicClock.Now + 1_000_000;
        for (var i = 0; i < count; i++)
        {
            MonotonicClock.SleepUntil(start + i * interval);
            MemoryMarshal.Write(packet, i);
            MemoryMarshal.Write(packet[8..], MonotonicClock.Now);
            socket.Send(packet);
        }
    }

    private static void Echo(Socket socket, ref bool ended)
    {
        Span<byte> packet = stackalloc byte[PacketBytes];
        while (ProbeThreads.WaitForData(socket, ref ended))
            socket.Send(packet[..socket.Receive(packet)]);
    }

    private static void Receive(Socket socket, long[] trips, ref bool ended)
    {
        Span<byte> packet = stackalloc byte[PacketBytes];
        for (var left = trips.Length; left > 0 && ProbeThreads.WaitForData(socket, ref ended); left--)
        {
            socket.Receive(packet);
            trips[MemoryMarshal.Read<int>(packet)] = MonotonicClock.Now - MemoryMarshal.Read<long>(packet[8..]);
        }
    }

    private static RoundTripResult Summarize(long[] trips)
    {
        var sorted = trips.Where(trip => trip > 0).Order().Select(trip => trip * 1e-9).ToArray();
        if (sorted.Length == 0)
            return new(default, default, default, default, default, default, trips.Length, trips.Length);
        var mean = sorted.Average();
        var deviation = Math.Sqrt(sorted.Sum(trip => (trip - mean) * (trip - mean)) / Math.Max(1, sorted.Length - 1));
        return new(new(Quantile(sorted, 0.5)), new(Quantile(sorted, 0.99)), new(sorted[0]), new(sorted[^1]), new(mean), new(deviation),
            trips.Length, trips.Length - sorted.Length);
    }

    private static double Quantile(double[] sorted, double q) => sorted[Math.Max(0, (int)Math.Ceiling(q * sorted.Length) - 1)];
}
