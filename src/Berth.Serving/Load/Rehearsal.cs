using System.Net.Sockets;
using Berth.Workloads.Clock;
using Berth.Workloads.Sources;

namespace Berth.Serving.Load;

/// <summary>Runs a short load against a service of its own, so that code is compiled before the first request that counts, and says what a request costs.</summary>
internal static class Rehearsal
{
    private const int WarmUps = 100, Measured = 300;
    private const long Distance = 300_000, Patience = 10_000_000_000;

    /// <summary>Nanoseconds of processor time for a request; the echo's part is in it, so a real service costs less.</summary>
    /// <exception cref="IOException">There is no loopback device.</exception>
    internal static long Cost(PreparedRequest request)
    {
        try
        {
            using var echo = new Echo(request.Bytes.Length);
            using var pool = new ConnectionPool(hasBody: true);
            Run(WarmUps);
            var before = Environment.CpuUsage.TotalTime;
            Run(Measured);
            return (long)((Environment.CpuUsage.TotalTime - before).TotalNanoseconds / Measured);

            void Run(int count)
            {
                using var silence = new LineWriter(Stream.Null);
                var load = new OpenLoad(echo.Address, [request], pool, Patience, (resolved, _) => silence.Add(LoadLine.Write(resolved)));
                load.Run(Enumerable.Range(0, count).Select(index => ((long)index, index * Distance)), MonotonicClock.Now);
            }
        }
        catch (SocketException exception)
        {
            throw new IOException($"the load generator cannot rehearse on the loopback device: {exception.Message}", exception);
        }
    }
}
