namespace Berth.Serving.Scaling;

public sealed partial class ReplicaPool
{
    private readonly double[] _room = new double[nodes];

    /// <summary>
    /// Gives ready replicas the whole cores that were asked for, as evenly as it goes and the oldest first, as far as their node and the most that the service may have
    /// allow it. A replica that serves more requests than it is to keep cores for holds these until they are answered.
    /// </summary>
    private void Share()
    {
        CountRoom();
        var (left, ready) = ((double)service.Most, 0);
        foreach (var replica in _alive)
        {
            left -= replica.State == ScaledState.Parked ? 0 : Held(replica);
            ready += replica.State == ScaledState.Ready ? 1 : 0;
        }
        var shared = Math.Floor(_coresEach * ready + 1e-9);
        foreach (var replica in _alive)
        {
            replica.Cores = 1;
            if (replica.State == ScaledState.Ready)
            {
                var (node, held) = (replica.Core / coresPerNode, Held(replica));
                var part = Math.Min(Math.Ceiling(shared / ready--), Math.Floor(service.Levers.Resize!.Most.Cores));
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
        for (var core = 0; core < nodes * coresPerNode; core++)
        {
            if (_alive.Exists(replica => replica.Core == core))
                continue;
            if (service.Levers.Resize is null)
                return core;
            var node = core / coresPerNode;
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
            if (replica.State == ScaledState.Ready && replica.Core / coresPerNode == node)
                left -= Math.Max(0, Math.Ceiling(_coresEach) - Held(replica));
        return left;
    }

    /// <summary>Whether its node has a whole core for a replica that is parked there.</summary>
    private bool HasRoom(ScaledReplica parked)
    {
        CountRoom();
        return _room[parked.Core / coresPerNode] + Held(parked) > 1 - 1e-9;
    }

    private void CountRoom()
    {
        Array.Fill(_room, coresPerNode);
        foreach (var replica in _alive)
            _room[replica.Core / coresPerNode] -= Held(replica);
    }

    /// <summary>Cores that a replica cannot be without now.</summary>
    private double Held(ScaledReplica replica) =>
        replica.State == ScaledState.Parked ? service.Levers.Standby?.Cpu.Cores ?? 0 : Math.Max(1, replica.View.InFlight);
}
