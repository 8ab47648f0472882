using Berth.Emulation.Processes;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Model.Services;
using Berth.Workloads.Programs;
using Berth.Workloads.Serving;

namespace Berth.Emulation.Services;

/// <summary>
/// The processes of the replicas of a service, one on each emulated core. Where the file says how long a start takes they are started beforehand, and the time passes without
/// costing anybody's processor; else each is started when it is asked for.
/// </summary>
internal sealed class ServiceReplicas : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Service _service;
    private readonly double _dilation;
    private readonly ReplicaProcess?[] _processes;
    private readonly List<(EmulatedNode Node, int Lane)> _cores = [];

    internal ServiceReplicas(EmulatedWorld world, Service service)
    {
        (_service, _dilation) = (service, world.Dilation);
        var nodes = world.Nodes.Where(node => node.Node.Site.Name == service.Site).ToList();
        CoresPerNode = Math.Max(1, (int)nodes[0].Node.Site.Cpu.Cores);
        foreach (var node in nodes)
            for (var core = 0; core < CoresPerNode; core++)
                _cores.Add((node, core % node.Lanes.Count));
        _processes = new ReplicaProcess?[_cores.Count];
    }

    /// <summary>Cores that a replica can run on.</summary>
    internal int Cores => _cores.Count;

    /// <summary>Cores of each node of the site; a core's node is its number divided by them.</summary>
    internal int CoresPerNode { get; }

    /// <summary>Whether replicas are started beforehand: where their start takes a given time, and where a core that is given to one in place must serve at once.</summary>
    internal bool AreStartedBeforehand => _service.Start is not null || _service.Levers.Resize is not null;

    /// <summary>The replica on a core.</summary>
    internal ReplicaProcess? At(int core) => _processes[core];

    /// <summary>Starts one on every core that the service may have.</summary>
    internal Task StartAllAsync(CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, _service.Levers.Resize is null ? Math.Min(_service.Most, _cores.Count) : _cores.Count).Select(core => StartAsync(core, cancellation)));

    /// <summary>Starts the replica of a core, if there is none, and waits until it is warm.</summary>
    /// <exception cref="EmulationException">It cannot start.</exception>
    internal async Task<ReplicaProcess> StartAsync(int core, CancellationToken cancellation)
    {
        if (_processes[core] is { Process.Died: false } present)
            return present;
        var (node, lane) = _cores[core];
        var process = node.Start("replica", lane, BerthProgram.Command(["work", "image-classification", "--port", "0", .. ReplicaPause.Of(_service, _dilation, core)]), NodeEnvironment.Variables, ownNetwork: false);
        try
        {
            return _processes[core] = new(node, process, new Uri(await process.ReadyAsync(Patience, cancellation).ConfigureAwait(false)), new ProcessReader(node, process));
        }
        catch (EmulationException)
        {
            node.Remove(process);
            throw;
        }
    }

    /// <summary>Ends the replica of a core unless it is kept for later.</summary>
    internal void End(int core)
    {
        if (_processes[core] is not { } replica || AreStartedBeforehand && !replica.Process.Died)
            return;
        replica.Node.Remove(replica.Process);
        _processes[core] = null;
    }

    /// <summary>Ends all of them.</summary>
    public void Dispose()
    {
        foreach (var replica in _processes)
            replica?.Node.Remove(replica.Process);
        Array.Clear(_processes);
    }
}

/// <summary>A replica that runs.</summary>
internal sealed record ReplicaProcess(EmulatedNode Node, NodeProcess Process, Uri Address, ProcessReader Reader);
