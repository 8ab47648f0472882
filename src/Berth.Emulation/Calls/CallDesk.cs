using Berth.Model;
using Berth.Policies.Placement;
using Berth.Simulation.Jobs;

namespace Berth.Emulation.Calls;

/// <summary>
/// Asks a placement policy about tasks that come and end at moments which others tell, over the view that the simulation has: when a task comes, and when a node has become free, about the tasks that
/// have no node yet. It knows no clock, so that the decisions are those of the simulation wherever the moments are.
/// </summary>
/// <param name="policy">The policy.</param>
/// <param name="cluster">The nodes, on which nothing runs.</param>
/// <param name="random">Stream of random numbers of the policy.</param>
/// <param name="window">Most tasks that it is asked about at once; with 1 nobody overtakes.</param>
internal sealed class CallDesk(IPlacementPolicy policy, Cluster cluster, RandomStream random, int window)
{
    private readonly PlacementBatch _batch = new(cluster, 0, random, explain: true);
    private readonly List<(TaskRequest Task, long From)> _pending = [];
    private readonly List<DecisionRecord> _decisions = [];

    /// <summary>Every decision for a node, with its reasons.</summary>
    internal IReadOnlyList<DecisionRecord> Decisions => _decisions;

    /// <summary>When the policy asked to be asked again; null when it did not.</summary>
    internal long? AsksAgain(long now) => _pending.Where(each => each.From > now).Select(each => (long?)each.From).Min();

    /// <summary>A task comes. Returns the tasks that start now, and where.</summary>
    internal IReadOnlyList<(TaskRequest Task, int Node)> Arrive(TaskRequest task, long now)
    {
        _pending.Add((task, now));
        return Ask(now);
    }

    /// <summary>A running task has ended. Returns the tasks that start now, and where.</summary>
    internal IReadOnlyList<(TaskRequest Task, int Node)> End(TaskRequest task, int node, long now) =>
        [.. cluster.Give(task, node, now).Select(next => (next, node)), .. Ask(now)];

    /// <summary>Asks about what waits and was not put off beyond now. Returns the tasks that start now, and where.</summary>
    internal IReadOnlyList<(TaskRequest Task, int Node)> Ask(long now)
    {
        var started = new List<(TaskRequest, int)>();
        for (var again = true; again;)
        {
            var asked = _pending.Where(each => each.From <= now).Take(window).Select(each => each.Task).ToList();
            again = asked.Count > 0 && Ask(asked, now, started);
        }
        return started;
    }

    /// <summary>Asks about some tasks, and says whether anything was decided.</summary>
    private bool Ask(List<TaskRequest> asked, long now, List<(TaskRequest, int)> started)
    {
        _batch.Reset(now);
        asked.ForEach(_batch.Add);
        policy.Place(_batch);
        var any = false;
        for (var index = 0; index < asked.Count; index++)
        {
            var (task, node, until) = (asked[index], _batch.NodeOf(index), _batch.DeferredUntil(index));
            if (node < 0 && until <= now)
                continue;
            any = true;
            _pending.RemoveAll(each => each.Task == task);
            if (node < 0)
                _pending.Add((task, until));
            else
            {
                _decisions.Add(new(task.Name, node, now, _batch.ScoreOf(index), _batch.Decisions.ElementAtOrDefault(index)));
                if (cluster.Runs(task.Id, node))
                    started.Add((task, node));
            }
        }
        return any;
    }
}
