namespace Berth.Simulation.Services;

public sealed partial class ServiceSimulation
{
    private double[] _room = [];

    /// <summary>Counts anew what is free and what is reserved; called whenever a replica changes.</summary>
    private void Recount()
    {
        (_slots, _free, _reserved, _standbyReserved) = (0, 0, 0, 0);
        if (_service.Levers.Resize is not null)
            Share();
        foreach (var replica in _alive)
        {
            _slots += replica.Slots;
            _free += Math.Max(0, replica.Slots - replica.Busy);
            var reserves = replica.State == ReplicaState.Parked ? Held(replica) : Math.Max(replica.Cores, replica.Busy);
            _reserved += reserves;
            _standbyReserved += replica.IsStandby ? reserves : 0;
        }
    }

    private SimulatedReplica FirstFree()
    {
        foreach (var replica in _alive)
            if (replica.Slots > replica.Busy)
                return replica;
        throw new Engine.SimulationException("no replica has a free core");
    }

    /// <summary>
    /// Gives ready replicas the whole cores that were asked for, as evenly as it goes and the oldest first, as far as their node and the most that the service may have
    /// allow it. A replica that serves more requests than it is to keep cores for holds these until they are answered.
    /// </summary>
    private void Share()
    {
        CountRoom();
        var (left, ready) = ((double)_service.Most, 0);
        foreach (var replica in _alive)
        {
            left -= replica.State == ReplicaState.Parked ? 0 : Held(replica);
            ready += replica.State == ReplicaState.Ready ? 1 : 0;
        }
        var shared = Math.Floor(_coresEach * ready + 1e-9);
        foreach (var replica in _alive)
        {
            replica.Cores = 1;
            if (replica.State == ReplicaState.Ready)
            {
                var (node, held) = (replica.Core / _power.CoresPerNode, Held(replica));
                var part = Math.Min(Math.Ceiling(shared / ready--), Math.Floor(_service.Levers.Resize!.Most.Cores));
                var more = Math.Max(0, Math.Min(part - held, Math.Floor(Math.Min(_room[node], left))));
                replica.Cores = Math.Min(held + more, part);
                shared -= replica.Cores;
                _room[node] -= more;
                left -= more;
            }
            replica.View.RequestedCores = replica.Cores;
        }
    }

    /// <summary>The first free core of the site; where replicas may be given more cores, on the node that has most left. −1 without one.</summary>
    private int FreeCore()
    {
        var (best, most) = (-1, double.NegativeInfinity);
        CountRoom();
        for (var core = 0; core < _power.Cores; core++)
        {
            if (_alive.Exists(replica => replica.Core == core))
                continue;
            if (_service.Levers.Resize is null)
                return core;
            var node = core / _power.CoresPerNode;
            if (_room[node] > 1 - 1e-9 && Left(node) is var left && left > most)
                (best, most) = (core, left);
        }
        return best;
    }

    /// <summary>What is left of a node when its replicas have what they are to have.</summary>
    private double Left(int node)
    {
        var left = _room[node];
        foreach (var replica in _alive)
            if (replica.State == ReplicaState.Ready && replica.Core / _power.CoresPerNode == node)
                left -= Math.Max(0, Math.Ceiling(_coresEach) - Held(replica));
        return left;
    }

    /// <summary>Whether its node has a whole core for a replica that is parked there.</summary>
    private bool HasRoom(SimulatedReplica parked)
    {
        CountRoom();
        return _room[parked.Core / _power.CoresPerNode] + Held(parked) > 1 - 1e-9;
    }

    private void CountRoom()
    {
        if (_room.Length == 0)
            _room = new double[_power.Nodes];
        Array.Fill(_room, _power.CoresPerNode);
        foreach (var replica in _alive)
            _room[replica.Core / _power.CoresPerNode] -= Held(replica);
    }

    /// <summary>Cores that a replica cannot be without now.</summary>
    private double Held(SimulatedReplica replica) =>
        replica.State == ReplicaState.Parked ? _service.Levers.Standby?.Cpu.Cores ?? 0 : Math.Max(1, replica.Busy);
}
