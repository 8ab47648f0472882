namespace Berth.Policies.Placement;

/// <content>The state of a cluster as a value, so that a question can be asked again elsewhere and later.</content>
public sealed partial class Cluster
{
    /// <summary>Whether packets can go from one site to another and back.</summary>
    public bool SitesConnected(int one, int other) => _connected(one, other);

    /// <summary>The state now.</summary>
    public ClusterState Snapshot() => new(
        LastPlaced,
        [.. Enumerable.Range(0, Count).Select(node => new NodeState(IsUp(node), _nodes[node].Gpus == 0 ? null : _gpus.Free(node).ToArray(), _bookings.RunningAt(node), _bookings.WaitingFor(node)))],
        [.. _expected.Select(expected => new PutOffTask(expected.Site, expected.Start, expected.End, expected.Cpu))]);

    /// <summary>Brings a cluster on which nothing runs into a state. Tasks get negative numbers.</summary>
    /// <exception cref="ArgumentException">More runs on a node than it has room for, or something runs on a node that is away.</exception>
    public void Restore(ClusterState state)
    {
        var number = 0;
        for (var node = 0; node < Count; node++)
        {
            foreach (var running in state.Nodes[node].Running)
                Restore(node, running, --number, takeGpus: state.Nodes[node].GpuFree is null);
            foreach (var waiting in state.Nodes[node].Waiting)
                _bookings.Wait(node, waiting with { Id = --number }, RunTime(waiting, node));
            if (state.Nodes[node].GpuFree is { } free)
                _gpus.Restore(node, free);
            _tasks[node] = state.Nodes[node].Running.Count + state.Nodes[node].Waiting.Count;
            if (state.Nodes[node].Up)
                continue;
            if (_tasks[node] > 0)
                throw new ArgumentException($"{_nodes[node].Name} is away, so nothing runs or waits there", nameof(state));
            _cpuFree[node] = Away;
        }
        _expected.AddRange(state.PutOff.Select(task => (task.Site, task.Start, task.End, task.Cpu)));
        LastPlaced = state.LastPlaced;
    }

    private void Restore(int node, RunningTask running, int number, bool takeGpus)
    {
        var demand = running.Demand;
        _cpuFree[node] -= demand.Cpu;
        _memoryFree[node] -= demand.Memory;
        if (_cpuFree[node] < 0 || _memoryFree[node] < 0 || (takeGpus && !_gpus.Fits(node, demand.Gpu)))
            throw new ArgumentException($"{running.Name} has no room on {_nodes[node].Name} beside what runs there before it", nameof(running));
        if (takeGpus && demand.Gpu.Count > 0)
            _gpus.Take(node, demand.Gpu, number);
        _bookings.Run(node, new(number, running.Name, demand, 0), running.End);
    }
}
