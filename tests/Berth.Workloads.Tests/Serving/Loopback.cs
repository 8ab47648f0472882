using System.Net;
using System.Net.Sockets;
using Berth.Model;
using Berth.Workloads.Clock;
using Berth.Workloads.Serving;
using Berth.Workloads.Sources;

namespace Berth.Workloads.Tests.Serving;

/// <summary>A worker and a source on this machine.</summary>
internal static class Loopback
{
    internal const string Address = "127.0.0.1";
    internal const long Second = 1_000_000_000;

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static WorkerSettings Worker(int port, Transport transport = Transport.Http) => new(transport, Address, port);

    internal static SourceSettings Source(int port, Transport transport = Transport.Http) => new(
        "endpoint-1", "edge-1", transport, Address, port, RatePerSecond: 20, Arrivals.Periodic, Seed: 3, Stream: "camera endpoint-1",
        PictureBytes: 20_000, Format: "jpeg", TimeoutNanoseconds: 20 * Second);

    internal static NodeProcess Start(WorkerSettings settings) => Ready(NodeProcess.Verb(WorkerProgram.Verb, settings.ToLine()));

    internal static NodeProcess Start(SourceSettings settings) => Ready(NodeProcess.Verb(SourceProgram.Verb, settings.ToLine()));

    /// <summary>Starts the schedule a tenth of a second from now; returns its beginning.</summary>
    internal static long Begin(this NodeProcess source, double seconds)
    {
        var begin = MonotonicClock.Now + Second / 10;
        source.Tell($"start {begin} {begin + (long)(seconds * Second)} 1");
        return begin;
    }

    private static NodeProcess Ready(NodeProcess process)
    {
        var said = process.Next();
        if (said == "ready")
            return process;
        process.Dispose();
        throw new InvalidOperationException(said);
    }
}
