using System.Net;
using Berth.Serving;
using Berth.Serving.Admin;

namespace Berth.Cluster.Tests.Harness;

/// <summary>A dispatcher on a thread of its own.</summary>
internal sealed class RunningDispatcher : IDisposable
{
    private readonly DispatcherServer _server = new(new() { Listen = new(IPAddress.Loopback, 0), Admin = new(IPAddress.Loopback, 0) });
    private readonly Thread _thread;

    internal RunningDispatcher()
    {
        _thread = new(_server.Run) { IsBackground = true };
        _thread.Start();
        Admin = new(_server.AdminAddress, TimeSpan.FromSeconds(5));
    }

    internal DispatcherAdmin Admin { get; }

    internal Uri Address => _server.Address;

    internal Uri AdminAddress => _server.AdminAddress;

    public void Dispose()
    {
        Admin.Dispose();
        _server.Drain();
        _thread.Join();
        _server.Dispose();
    }
}
