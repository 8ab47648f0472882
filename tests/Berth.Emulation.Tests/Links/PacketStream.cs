using System.Net.Sockets;
using System.Runtime.InteropServices;
using Berth.Emulation.Posix;
using Berth.Emulation.Probes;

namespace Berth.Emulation.Tests.Links;

/// <summary>Numbered UDP packets one way, each with the moments it was sent and received (ns; 0: never received).</summary>
internal static class PacketStream
{
    internal static (long[] Sent, long[] Received) Run(ProbeEnd from, ProbeEnd to, int count, int payload, long start, long interval, long patience)
    {
        using var near = ProbeThreads.Bind(from, SocketType.Dgram);
        using var far = ProbeThreads.Bind(to, SocketType.Dgram);
        near.Connect(far.LocalEndPoint!);
        var (sent, received) = (new long[count], new long[count]);
        var ended = false;
        var receive = ProbeThreads.Start(to, "receive", () =>
        {
            var packet = new byte[payload];
            while (ProbeThreads.WaitForData(far, ref ended))
            {
                far.Receive(packet);
                received[MemoryMarshal.Read<int>(packet)] = MonotonicClock.Now;
            }
        });
        var send = ProbeThreads.Start(from, "send", () =>
        {
            var packet = new byte[payload];
            for (var i = 0; i < count; i++)
            {
                MonotonicClock.SleepUntil(start + i * interval);
                MemoryMarshal.Write(packet, i);
                sent[i] = MonotonicClock.Now;
                near.Send(packet);
            }
            MonotonicClock.SleepUntil(MonotonicClock.Now + patience);
            Volatile.Write(ref ended, true);
        });
        Task.WhenAll(send, receive).GetAwaiter().GetResult();
        return (sent, received);
    }
}
