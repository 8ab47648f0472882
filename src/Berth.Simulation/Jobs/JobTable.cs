using Berth.Model.Jobs;
using Berth.Model.Observations;
using Berth.Policies.Placement;
using Berth.Policies.Shifting;
using Berth.Simulation.Engine;

namespace Berth.Simulation.Jobs;

/// <summary>The jobs that have arrived and their tasks: one for a rigid job, one a server for an elastic one, with neighbouring numbers.</summary>
internal sealed class JobTable
{
    private JobState[] _jobs = new JobState[1024];
    private TaskState[] _tasks = new TaskState[1024];

    internal int Count { get; private set; }

    internal int TaskCount { get; private set; }

    internal ref JobState Job(int job) => ref _jobs[job];

    internal ref TaskState Task(int task) => ref _tasks[task];

    internal int Add(Job job, long arrival, NodeSet? admitted)
    {
        if (Count == _jobs.Length)
            Array.Resize(ref _jobs, _jobs.Length * 2);
        var servers = job.Elastic?.MaxServers ?? 1;
        while (TaskCount + servers > _tasks.Length)
            Array.Resize(ref _tasks, _tasks.Length * 2);
        for (var server = 0; server < servers; server++)
            _tasks[TaskCount + server] = new()
            {
                Request = job.Request(TaskCount + server, servers == 1 ? job.Name : $"{job.Name}/{server + 1}", admitted),
                Job = Count,
                Node = -1,
            };
        _jobs[Count] = new() { Job = job, Arrival = arrival, Deadline = _tasks[TaskCount].Request.Deadline, Remaining = job.Length.Seconds, Start = -1, End = -1, LastNode = -1, FirstTask = TaskCount };
        TaskCount += servers;
        return Count++;
    }

    /// <summary>Lets go of what an ended job does not need.</summary>
    internal void Forget(int job)
    {
        ref var state = ref _jobs[job];
        state.Plan = null;
        var servers = state.Job.Elastic?.MaxServers ?? 1;
        for (var server = 0; server < servers; server++)
            _tasks[state.FirstTask + server].Request = null!;
    }
}

/// <summary>A job on its way.</summary>
internal struct JobState
{
    internal Job Job;
    internal Schedule? Plan;
    internal Amount Used;

    /// <summary>Moments: submitted, first run, done, due, progress counted until.</summary>
    internal long Arrival, Start, End, Deadline, Since;

    /// <summary>When the present segment really began; -1 before.</summary>
    internal long SegmentSince;

    /// <summary>Seconds left with one server at speed 1, now and when the present segment began.</summary>
    internal double Remaining, RemainingAtSegment;

    /// <summary>Seconds of work done in a second.</summary>
    internal double Rate;
    internal double RunSeconds, CoreSeconds;
    internal int FirstTask, Wanted, Running, LastNode, Version, Segment, Restarts;
    internal JobOutcome Outcome;
}

/// <summary>A task on its way.</summary>
internal struct TaskState
{
    internal TaskRequest Request;
    internal Amount Mark;
    internal long Since;
    internal int Job, Node, Next, Previous;
    internal TaskPhase Phase;

    /// <summary>Whether a policy has been asked about it since it became pending.</summary>
    internal bool Asked;
}

/// <summary>Where a task is.</summary>
internal enum TaskPhase : byte
{
    /// <summary>Not wanted now: its job's plan says later, or with fewer servers.</summary>
    Idle,

    /// <summary>It waits for a node.</summary>
    Pending,

    /// <summary>The policy put it off; it becomes pending again at a moment.</summary>
    Deferred,

    /// <summary>It was given a node that has no room yet.</summary>
    Bound,

    /// <summary>It runs.</summary>
    Running,
}
