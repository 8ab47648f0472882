using Berth.Serving.Admin;
using Berth.Serving.Scaling;

namespace Berth.Emulation.Services;

/// <summary>
/// Which emulated cores the replicas of a trial work on. One that was given more cores has a process on each of them; to its policy all of them are one replica, to the dispatcher they are
/// places of their own.
/// </summary>
/// <param name="replicas">The processes.</param>
/// <param name="dispatcher">Who is told.</param>
/// <param name="order">Takes what is to be done.</param>
internal sealed class ReplicaLanes(ServiceReplicas replicas, DispatcherProcess dispatcher, Action<Func<Task>> order)
{
    private readonly Dictionary<ScaledReplica, List<Place>> _held = [];
    private readonly List<(ScaledReplica Replica, Place Place)> _leaving = [];

    /// <summary>Gives a replica that takes requests as many cores of its node as it has slots, its home first, and takes those that are too many.</summary>
    internal void Fit(ScaledReplica replica)
    {
        if (!_held.TryGetValue(replica, out var held))
            _held[replica] = held = [];
        while (held.Count < replica.Slots && FreeCore(replica) is >= 0 and var core)
        {
            var place = new Place(held.Count == 0 ? replica.View.Name : $"{replica.View.Name}.{core}", core);
            held.Add(place);
            order(() => held.Contains(place) && replicas.At(core) is { } process ? dispatcher.AddAsync(place.Name, process.Address, 1) : Task.CompletedTask);
        }
        while (held.Count > Math.Max(1, replica.Slots))
            Leave(replica, held);
    }

    /// <summary>Lets a replica answer what it has, and no more.</summary>
    internal void Drain(ScaledReplica replica)
    {
        if (!_held.Remove(replica, out var held))
            return;
        while (held.Count > 0)
            Leave(replica, held);
    }

    /// <summary>Takes note of the cores that have been left.</summary>
    internal void Look(Telemetry telemetry) => _leaving.RemoveAll(each => telemetry.Replicas.All(replica => replica.Name != each.Place.Name));

    /// <summary>Whether a replica still has requests on a core that it is leaving.</summary>
    internal bool IsLeaving(ScaledReplica replica) => _leaving.Exists(each => each.Replica == replica);

    /// <summary>Requests that a replica has.</summary>
    internal int InFlight(ScaledReplica replica, Telemetry telemetry) =>
        Places(replica).Sum(place => telemetry.Replicas.FirstOrDefault(each => each.Name == place.Name)?.InFlight ?? 0);

    /// <summary>The cores that a replica works on; its home where it has none.</summary>
    internal IEnumerable<int> Cores(ScaledReplica replica) => Places(replica).Select(place => place.Core).DefaultIfEmpty(replica.Core);

    private IEnumerable<Place> Places(ScaledReplica replica) =>
        _held.GetValueOrDefault(replica, []).Concat(_leaving.Where(each => each.Replica == replica).Select(each => each.Place));

    private void Leave(ScaledReplica replica, List<Place> held)
    {
        var place = held[^1];
        held.RemoveAt(held.Count - 1);
        _leaving.Add((replica, place));
        order(() => dispatcher.DrainAsync(place.Name));
    }

    private int FreeCore(ScaledReplica replica)
    {
        var node = replica.Core / replicas.CoresPerNode;
        return Enumerable.Range(node * replicas.CoresPerNode, replicas.CoresPerNode).Prepend(replica.Core).FirstOrDefault(core => replicas.At(core) is { Process.Died: false } && !IsTaken(core), -1);
    }

    private bool IsTaken(int core) => _held.Values.Any(held => held.Exists(place => place.Core == core)) || _leaving.Exists(each => each.Place.Core == core);

    private sealed record Place(string Name, int Core);
}
