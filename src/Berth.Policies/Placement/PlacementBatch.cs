using Berth.Model;

namespace Berth.Policies.Placement;

/// <summary>
/// The question that a world asks a policy, and the answer. What is assigned is taken from the cluster at once, so the next decision sees it.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="now">Nanoseconds of the world's clock.</param>
/// <param name="random">Stream of random numbers of the policy.</param>
/// <param name="explain">Whether full reasons are wanted; they cost time.</param>
public sealed class PlacementBatch(Cluster cluster, long now, RandomStream random, bool explain = false)
{
    private readonly List<TaskRequest> _tasks = [];
    private readonly List<int> _nodes = [];
    private readonly List<double> _scores = [];
    private readonly List<long> _deferred = [];
    private readonly List<Decision> _decisions = [];

    /// <summary>The cluster as it is with what the batch has assigned so far.</summary>
    public Cluster Cluster => cluster;

    /// <summary>Nanoseconds of the world's clock.</summary>
    public long Now => now;

    /// <summary>Stream of random numbers of the policy.</summary>
    public RandomStream Random => random;

    /// <summary>Whether the policy should call <see cref="Explain"/> for each task.</summary>
    public bool Explaining => explain;

    /// <summary>The pending tasks: by priority, then submission, then name.</summary>
    public IReadOnlyList<TaskRequest> Tasks => _tasks;

    /// <summary>The reasons that were given.</summary>
    public IReadOnlyList<Decision> Decisions => _decisions;

    /// <summary>Adds a pending task.</summary>
    public void Add(TaskRequest task)
    {
        _tasks.Add(task);
        _nodes.Add(-1);
        _scores.Add(double.NaN);
        _deferred.Add(now);
    }

    /// <summary>Empties the batch for the next question at another moment.</summary>
    public void Reset(long moment)
    {
        now = moment;
        _tasks.Clear();
        _nodes.Clear();
        _scores.Clear();
        _deferred.Clear();
        _decisions.Clear();
    }

    /// <summary>Node of the task at an index; -1 while it has none.</summary>
    public int NodeOf(int index) => _nodes[index];

    /// <summary>Score with which the task at an index was placed; NaN without one.</summary>
    public double ScoreOf(int index) => _scores[index];

    /// <summary>
    /// Gives the task at an index a node. If it has room there it starts now; otherwise it waits for this node, behind those that wait there.
    /// </summary>
    /// <param name="index">Index of the task.</param>
    /// <param name="node">Index of the node.</param>
    /// <param name="score">Score of the node; NaN without one.</param>
    /// <param name="seconds">How long the policy expects it to run there, which later questions about that node count with; null goes by the length that it declares.</param>
    /// <exception cref="InvalidOperationException">It has a node already, or its constraints or its size do not admit this one.</exception>
    public void Assign(int index, int node, double score = double.NaN, double? seconds = null)
    {
        if (_nodes[index] >= 0)
            throw new InvalidOperationException($"{_tasks[index].Name} has a node already");
        cluster.Take(_tasks[index], node, now, seconds);
        _nodes[index] = node;
        _scores[index] = score;
    }

    /// <summary>Leaves the task at an index without a node, to be asked about it again at a moment and not before.</summary>
    /// <param name="index">Index of the task.</param>
    /// <param name="moment">The moment, nanoseconds.</param>
    /// <exception cref="InvalidOperationException">It has a node already, or the moment is not to come.</exception>
    public void Defer(int index, long moment)
    {
        if (_nodes[index] >= 0)
            throw new InvalidOperationException($"{_tasks[index].Name} has a node already");
        if (moment <= now)
            throw new InvalidOperationException($"{_tasks[index].Name} cannot be deferred from {now} to {moment} ns");
        _deferred[index] = moment;
    }

    /// <summary>The same for a task that is meant to start then: others see its cores as taken from then on.</summary>
    /// <param name="index">Index of the task.</param>
    /// <param name="moment">The moment, nanoseconds.</param>
    /// <param name="site">Index of the site in which it is meant to start.</param>
    /// <param name="seconds">How long it would run there.</param>
    /// <exception cref="InvalidOperationException">It has a node already, or the moment is not to come.</exception>
    public void Defer(int index, long moment, int site, double seconds)
    {
        Defer(index, moment);
        cluster.Expect(_tasks[index], site, moment, seconds);
    }

    /// <summary>When the policy is to be asked about the task at an index again; now when it was not deferred.</summary>
    public long DeferredUntil(int index) => _deferred[index];

    /// <summary>Says why, for people. One decision a task, whether or not it was placed.</summary>
    public void Explain(Decision decision) => _decisions.Add(decision);
}
