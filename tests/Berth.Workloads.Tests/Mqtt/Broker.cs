using System.Net.Sockets;
using Berth.Workloads.Clock;
using Berth.Workloads.Mqtt;
using Berth.Workloads.Tests.Serving;
using Berth.Workloads.Tests.Vision;

namespace Berth.Workloads.Tests.Mqtt;

/// <summary>A real broker on a free port.</summary>
internal sealed class Broker : IDisposable
{
    private readonly ScratchFile configuration = new([], ".conf");
    private NodeProcess process;

    internal Broker()
    {
        Assert.SkipWhen(MosquittoBroker.Executable is null, "Mosquitto is absent: sudo apt-get install mosquitto libmosquitto1");
        process = Start();
    }

    internal int Port { get; } = Loopback.FreePort();

    internal void Kill()
    {
        process.Kill();
        process.Dispose();
    }

    internal void Restart() => process = Start();

    public void Dispose()
    {
        process.Signal(NodeProcess.Terminate);
        process.ExitCode(seconds: 5);
        process.Dispose();
        configuration.Dispose();
    }

    private NodeProcess Start()
    {
        var command = MosquittoBroker.Prepare(configuration.Path, Loopback.Address, Port);
        var started = NodeProcess.Run(command[0], command.Skip(1));
        var deadline = MonotonicClock.Now + 10 * Loopback.Second;
        while (!Answers())
        {
            Assert.True(MonotonicClock.Now < deadline, "the broker does not listen");
            MonotonicClock.SleepUntil(MonotonicClock.Now + Loopback.Second / 100);
        }

        return started;
    }

    private bool Answers()
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(Loopback.Address, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
