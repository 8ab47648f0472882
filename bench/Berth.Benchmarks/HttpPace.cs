using System.Net;
using System.Net.Sockets;
using System.Text;
using Berth.Workloads.Clock;

namespace Berth.Benchmarks;

/// <summary>Sends requests at a constant rate, whatever the answers do: latency counts from the moment at which a request was due.</summary>
internal static class HttpPace
{
    internal const int BodyLength = 64;

    private const int Connections = 16;
    private const long Second = 1_000_000_000;

    /// <summary>Latencies in seconds, ascending.</summary>
    internal static double[] Measure(int port, double rate, double seconds)
    {
        var begin = MonotonicClock.Now + Second / 10;
        var count = (int)(rate * seconds / Connections);
        var latencies = new double[Connections][];
        var threads = Enumerable.Range(0, Connections).Select(connection => new Thread(() => latencies[connection] = One(port, count, begin + (long)(connection * Second / rate), Connections * Second / rate))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return [.. latencies.SelectMany(each => each).Order()];
    }

    private static double[] One(int port, int count, long begin, double interval)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        var request = Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/octet-stream\r\nContent-Length: {BodyLength}\r\n\r\n{new string('x', BodyLength)}");
        var (answer, latencies) = (new byte[4096], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var due = begin + (long)(i * interval);
            MonotonicClock.SleepUntil(due);
            socket.Send(request);
            // The answers are small and come in one piece.
            if (socket.Receive(answer) < 12 || answer[9] != '2')
                throw new InvalidOperationException("a request was not answered");
            latencies[i] = (double)(MonotonicClock.Now - due) / Second;
        }
        return latencies;
    }
}
