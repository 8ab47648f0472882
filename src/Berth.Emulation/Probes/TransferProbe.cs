using System.Net.Sockets;
using Berth.Model.Units;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Probes;

/// <summary>Measures how long a message takes one way over TCP; both ends stamp the same clock.</summary>
public static class TransferProbe
{
    // Each of them lets the congestion window grow up to twofold from ten packets: enough for a message of 10 · 2^6 packets, 900 kB.
    private const int WarmUp = 8;

    /// <summary>Sends the message <paramref name="repetitions"/> times, each after the other's receipt, after 8 that do not count.</summary>
    /// <exception cref="IOException">A message did not arrive within <paramref name="patience"/>.</exception>
    public static TransferResult Measure(ProbeEnd from, ProbeEnd to, int bytes, int repetitions, Duration patience)
    {
        var (sender, receiver) = ProbeThreads.Connect(from, to, patience);
        using var near = sender;
        using var far = receiver;
        var count = WarmUp + repetitions;
        var sent = new long[count];
        var received = new long[count];

        var receive = ProbeThreads.Start(to, "receive", () => Receive(far, bytes, received, patience));
        var send = ProbeThreads.Start(from, "send", () => Send(near, bytes, sent, patience));
        Task.WhenAll(send, receive).GetAwaiter().GetResult();
        var times = Enumerable.Range(WarmUp, repetitions).Select(i => new Duration((received[i] - sent[i]) * 1e-9)).ToArray();
        return new(times.OrderBy(time => time.Seconds).ElementAt(repetitions / 2), times);
    }

    private static void Send(Socket socket, int bytes, long[] sent, Duration patience)
    {
        var message = new byte[bytes];
        for (var i = 0; i < sent.Length; i++)
        {
            sent[i] = MonotonicClock.Now;
            for (var done = 0; done < bytes;)
                done += socket.Send(message, done, bytes - done, SocketFlags.None);
            ReadFully(socket, message.AsSpan(0, 1), patience);
        }
    }

    private static void Receive(Socket socket, int bytes, long[] received, Duration patience)
    {
        var message = new byte[bytes];
        for (var i = 0; i < received.Length; i++)
        {
            ReadFully(socket, message, patience);
            received[i] = MonotonicClock.Now;
            socket.Send(message.AsSpan(0, 1));
        }
    }

    private static void ReadFully(Socket socket, Span<byte> into, Duration patience)
    {
        var never = false;
        var deadline = MonotonicClock.Now + patience.Nanoseconds;
        while (into.Length > 0)
        {
            if (!ProbeThreads.WaitForData(socket, ref never, deadline))
                throw new IOException($"A message had not arrived after {patience}");
            var read = socket.Receive(into);
            if (read == 0)
                throw new IOException("The other end closed the connection before the message was complete");
            into = into[read..];
        }
    }
}
