using System.Net.Sockets;
using System.Runtime.InteropServices;
using Berth.Model.Units;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Probes;

/// <summary>Measures one-way loss with UDP packets paced below the link's rate, so that no queue fills.</summary>
public static class LossProbe
{
    private const int PacketBytes = 64, HeaderBytes = 28, FastestPerSecond = 4000, SocketBuffer = 1 << 20;

    /// <summary>Sends <paramref name="count"/> packets at half the rate (null: unlimited) but at most 4000 a second, and counts what arrives.</summary>
    public static LossResult Measure(ProbeEnd from, ProbeEnd to, int count, Duration latency, DataRate? rate)
    {
        using var near = ProbeThreads.Bind(from, SocketType.Dgram);
        using var far = ProbeThreads.Bind(to, SocketType.Dgram);
        far.ReceiveBufferSize = SocketBuffer;
        near.Connect(far.LocalEndPoint!);
        far.Connect(near.LocalEndPoint!);
        var perSecond = Math.Min(FastestPerSecond, (rate?.BitsPerSecond ?? double.PositiveInfinity) / 2 / (8 * (PacketBytes + HeaderBytes)));
        var interval = (long)(1e9 / perSecond);
        var arrived = new bool[count];
        var ended = false;

        var receive = ProbeThreads.Start(to, "receive", () =>
        {
            Span<byte> packet = stackalloc byte[PacketBytes];
            while (ProbeThreads.WaitForData(far, ref ended))
            {
                far.Receive(packet);
                arrived[MemoryMarshal.Read<int>(packet)] = true;
            }
        });
        var send = ProbeThreads.Start(from, "send", () =>
        {
            try
            {
                Send(near, count, interval);
                MonotonicClock.SleepUntil(MonotonicClock.Now + 2 * latency.Nanoseconds + 200_000_000);
            }
            finally
            {
                Volatile.Write(ref ended, true);
            }
        });
        Task.WhenAll(send, receive).GetAwaiter().GetResult();
        return LossResult.Of(count, arrived.Count(one => !one));
    }

    private static void Send(Socket socket, int count, long interval)
    {
        Span<byte> packet = stackalloc byte[PacketBytes];
        packet.Clear();
        var start = MonotonicClock.Now;
        for (var i = 0; i < count; i++)
        {
            MonotonicClock.SleepUntil(start + i * interval);
            MemoryMarshal.Write(packet, i);
            socket.Send(packet);
        }
    }
}
