using Berth.Policies.Placement;

namespace Berth.Simulation.Jobs;

/// <summary>
/// The smallest demands that found room on no node. Until a node changes, whatever needs at least as much finds none either, so no policy need be asked.
/// </summary>
internal sealed class Unplaceable(Cluster cluster)
{
    private const int Most = 8;

    private readonly List<TaskRequest> _tasks = [];

    /// <summary>Whether a task needs at least as much as one of them.</summary>
    internal bool Covers(TaskRequest task)
    {
        foreach (var one in _tasks)
            if (one.Admitted == task.Admitted && task.Demand.Covers(one.Demand))
                return true;
        return false;
    }

    /// <summary>Notes a task that found no room.</summary>
    internal void Add(TaskRequest task)
    {
        _tasks.RemoveAll(one => one.Admitted == task.Admitted && one.Demand.Covers(task.Demand));
        if (_tasks.Count < Most)
            _tasks.Add(task);
    }

    /// <summary>Forgets those that have room on a node that changed.</summary>
    internal void Review(List<int> changed)
    {
        for (var at = _tasks.Count - 1; at >= 0; at--)
            foreach (var node in changed)
                if (cluster.Fits(_tasks[at], node))
                {
                    _tasks.RemoveAt(at);
                    break;
                }
    }
}
