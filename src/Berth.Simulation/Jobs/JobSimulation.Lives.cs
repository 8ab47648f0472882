using Berth.Model.Jobs;
using Berth.Model.Observations;
using Berth.Policies.Shifting;
using Berth.Simulation.Engine;

namespace Berth.Simulation.Jobs;

/// <content>The life of a job: it arrives, is planned, waits, runs, is suspended, fails, ends.</content>
public sealed partial class JobSimulation
{
    private Job? _next;

    private void AwaitNextArrival()
    {
        _next = _source.MoveNext() ? _source.Current : null;
        if (_next is null)
            return;
        var moment = _next.Arrival.Nanoseconds;
        if (moment < _now)
            throw new SimulationException($"{_next.Name} arrives at {moment * 1e-9:0.###} s, before the job in front of it: the jobs must come by arrival");
        AddLive(moment, Arrives, 0);
    }

    private void Arrive()
    {
        var job = _next!;
        var number = _table.Add(job, _now, _eligibility.Admitted(job.Constraints));
        ref var state = ref _table.Job(number);
        var task = _table.Task(state.FirstTask).Request;
        if (_eligibility.Possible(task))
            Plan(number);
        else
        {
            (state.Outcome, state.End) = (JobOutcome.Unschedulable, _now);
            _unschedulable[number] = WhyImpossible(task);
            _table.Forget(number);
            _ended++;
        }
        AwaitNextArrival();
    }

    /// <summary>Plans what remains of a job, which has no tasks now.</summary>
    private void Plan(int number)
    {
        ref var state = ref _table.Job(number);
        state.Segment = 0;
        state.Version++;
        if (_setup.Shifting is not { } shifting)
        {
            Want(number, state.Job.Elastic is null ? 1 : state.Job.Elastic.MaxServers);
            return;
        }
        var request = new ShiftRequest(
            state.Job.Name, _now, state.Remaining, state.Deadline, state.Job.Interruptible, state.Job.Elastic, _setup.Slot, _shiftForecast ??= MeanForecast.Of(_cluster), state.Arrival);
        state.Plan = _setup.AskWhen is { } ask ? ask(shifting, request) : shifting.Plan(request);
        Check(state.Plan, state.Job.Name);
        EnterSegment(number);
    }

    private void EnterSegment(int number)
    {
        ref var state = ref _table.Job(number);
        var segment = state.Plan!.Segments[state.Segment];
        if (segment.Start > _now)
            AddLive(segment.Start, Resumes, number, state.Version);
        else
            Want(number, segment.Servers);
    }

    private void Resume(int number, int version)
    {
        ref var state = ref _table.Job(number);
        if (state.Version == version)
            Want(number, state.Plan!.Segments[state.Segment].Servers);
    }

    /// <summary>Asks for so many servers: those that lack become pending, those that are too many stop.</summary>
    private void Want(int number, int servers)
    {
        ref var state = ref _table.Job(number);
        state.Wanted = servers;
        state.RemainingAtSegment = state.Remaining;
        state.SegmentSince = state.Running > 0 ? _now : -1;
        var all = state.Job.Elastic?.MaxServers ?? 1;
        for (var server = all - 1; server >= servers; server--)
            StopTask(state.FirstTask + server);
        for (var server = 0; server < servers; server++)
            if (_table.Task(state.FirstTask + server).Phase == TaskPhase.Idle)
                _pending.Add(state.FirstTask + server);
    }

    /// <summary>A segment ends: the next begins, or a new plan is made if it began late.</summary>
    private void SegmentDone(int number, int version)
    {
        ref var state = ref _table.Job(number);
        if (state.Version != version || state.Outcome != JobOutcome.None)
            return;
        Progress(ref state);
        var plan = state.Plan!;
        if (plan.Segments[state.Segment].End != _now || state.Segment == plan.Segments.Count - 1)
        {
            StopAll(number);
            Plan(number);
            return;
        }
        state.Segment++;
        state.Version++;
        if (plan.Segments[state.Segment].Start > _now)
            StopAll(number);
        else
            ScheduleEnd(number);
        EnterSegment(number);
        if (state.Running > 0)
            ScheduleSegmentEnd(number);
    }

    private void StopAll(int number)
    {
        ref var state = ref _table.Job(number);
        var all = state.Job.Elastic?.MaxServers ?? 1;
        for (var server = all - 1; server >= 0; server--)
            StopTask(state.FirstTask + server);
    }

    private void JobDone(int number, int version)
    {
        ref var state = ref _table.Job(number);
        if (state.Version != version || state.Outcome != JobOutcome.None)
            return;
        Progress(ref state);
        state.Remaining = 0;
        (state.Outcome, state.End) = (JobOutcome.Completed, _now);
        StopAll(number);
        _table.Forget(number);
        _lastEnd = _now;
        _ended++;
    }

    /// <summary>Counts the work since the last change.</summary>
    private void Progress(ref JobState state)
    {
        if (state.Running > 0)
        {
            var seconds = (_now - state.Since) * 1e-9;
            state.Remaining = Math.Max(0, state.Remaining - state.Rate * seconds);
            state.RunSeconds += seconds;
        }
        state.Since = _now;
    }

    /// <summary>The number of running servers changed: the job ends at another moment.</summary>
    private void ScheduleEnd(int number)
    {
        ref var state = ref _table.Job(number);
        state.Version++;
        state.Rate = state.Running == 0 ? 0 : (state.Job.Elastic?.Speedup(state.Running) ?? 1) * SlowestSpeed(ref state);
        if (state.Rate <= 0)
            return;
        var end = _now + Math.Max(state.Remaining > 0 ? 1 : 0, Math.Round(state.Remaining / state.Rate * 1e9));
        if (end < long.MaxValue / 2)
            AddLive((long)end, TaskEnds, number, state.Version);
    }

    private void ScheduleSegmentEnd(int number)
    {
        ref var state = ref _table.Job(number);
        if (state.Plan is not { } plan || plan.Segments[state.Segment] is not { End: < long.MaxValue } segment)
            return;
        // A segment that begins late keeps its length, and a new plan is made at its end.
        AddLive(segment.End + Math.Max(0, state.SegmentSince - segment.Start), SegmentEnds, number, state.Version);
    }

    private double SlowestSpeed(ref JobState state)
    {
        var slowest = double.PositiveInfinity;
        var all = state.Job.Elastic?.MaxServers ?? 1;
        for (var server = 0; server < all; server++)
            if (_table.Task(state.FirstTask + server) is { Phase: TaskPhase.Running } task)
                slowest = Math.Min(slowest, SpeedOf(state.Job, task.Node));
        return slowest;
    }

    /// <summary>Seconds of work that a node does in a second.</summary>
    private double SpeedOf(Job job, int node) => job.Call is not null && _setup.Calls is { } calls ? job.Length.Seconds / calls.Seconds(job, _cluster[node]) : _cluster.Speed[node];

    private static void Check(Schedule plan, string job)
    {
        var last = long.MinValue;
        foreach (var segment in plan.Segments)
        {
            if (segment.Start < last || segment.End <= segment.Start || segment.Servers < 1)
                throw new SimulationException($"the plan of {job} is not in order: {string.Join(", ", plan.Segments)}");
            last = segment.End;
        }
        if (plan.Segments.Count == 0)
            throw new SimulationException($"the plan of {job} is empty");
    }

    private string WhyImpossible(Policies.Placement.TaskRequest task) =>
        _cluster.Count == 0 ? "there are no nodes" : string.Join("; ", Enumerable.Range(0, _cluster.Count).Select(node => (Node: _cluster[node].Name, Why: _cluster.NeverFits(task, node)!))
            .GroupBy(each => each.Why).Take(3).Select(group => $"{group.First().Node}{(group.Count() > 1 ? $" and {group.Count() - 1} more" : "")} {group.Key}"));
}
