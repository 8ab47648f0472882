using Berth.Model;
using Berth.Policies;
using Berth.Policies.Placement;
using Berth.Simulation.Engine;

namespace Berth.Simulation.Jobs;

/// <content>Tasks on nodes: asking the policy, starting, stopping, failing.</content>
public sealed partial class JobSimulation
{
    private readonly List<DecisionRecord> _decisions = [];
    private readonly List<int> _changed = [];
    private readonly List<int> _asked = [];
    private readonly Unplaceable _unplaceable;
    private readonly bool _patient;
    private ICarbonForecast? _shiftForecast;
    private long _policyCalls;
    private int _away;

    private int Window => _setup.Queue == QueueDiscipline.Fcfs ? 1 : _setup.Batch;

    private void AskPolicy()
    {
        if (_pending.Count > 0)
        {
            if (_setup.Placement is OneByOne && !_patient)
                AskOneByOne();
            else
                AskInBatches();
        }
        _unplaceable.Review(_changed);
        _changed.Clear();
    }

    /// <summary>Asks about one pending task after another, but not where the answer is known: nothing changed that could make room for it.</summary>
    private void AskOneByOne()
    {
        var left = Window;
        for (var task = _pending.First; task >= 0 && left > 0;)
        {
            var next = _pending.After(task);
            ref var state = ref _table.Task(task);
            var known = (state.Asked || _unplaceable.Covers(state.Request)) && !MayFitNow(state.Request);
            state.Asked = true;
            if (known || !Ask(task))
                left--;
            task = next;
        }
    }

    private bool Ask(int task)
    {
        _batch.Reset(_now);
        _asked.Clear();
        _batch.Add(_table.Task(task).Request);
        _asked.Add(task);
        if (Enact())
            return true;
        _unplaceable.Add(_table.Task(task).Request);
        return false;
    }

    /// <summary>Asks about the first pending tasks together, until none of them is placed.</summary>
    private void AskInBatches()
    {
        for (var again = true; again && _pending.Count > 0;)
        {
            _batch.Reset(_now);
            _asked.Clear();
            var left = Window;
            for (var task = _pending.First; task >= 0 && left-- > 0; task = _pending.After(task))
            {
                ref var state = ref _table.Task(task);
                if (state.Asked && !_patient && !MayFitNow(state.Request))
                    continue;
                state.Asked = true;
                _batch.Add(state.Request);
                _asked.Add(task);
            }
            again = _asked.Count > 0 && Enact();
        }
    }

    private bool MayFitNow(TaskRequest task)
    {
        foreach (var node in _changed)
            if (_cluster.Fits(task, node))
                return true;
        return false;
    }

    /// <summary>Asks, and does what was decided; whether anything was.</summary>
    private bool Enact()
    {
        _policyCalls++;
        if (_setup.AskWhere is { } ask)
            ask(_setup.Placement, _batch);
        else
            _setup.Placement.Place(_batch);
        var any = false;
        for (var index = 0; index < _asked.Count; index++)
        {
            var task = _asked[index];
            var node = _batch.NodeOf(index);
            if (node >= 0 && _setup.NodeQueues == NodeQueues.None && !_cluster.Runs(task, node))
            {
                _cluster.Give(_batch.Tasks[index], node, _now);
                node = -1;
            }
            if ((_setup.Log || _setup.Explain) && (node >= 0 || (_setup.Explain && !_patient)))
                _decisions.Add(new(_batch.Tasks[index].Name, node, _now, _batch.ScoreOf(index), index < _batch.Decisions.Count ? _batch.Decisions[index] : null));
            if (node < 0 && _batch.DeferredUntil(index) > _now)
                PutOff(task, _batch.DeferredUntil(index));
            any |= node >= 0 || _table.Task(task).Phase == TaskPhase.Deferred;
            if (node < 0)
                continue;
            _pending.Remove(task);
            _table.Task(task).Node = node;
            if (_cluster.Runs(task, node))
                StartTask(task);
            else
            {
                _table.Task(task).Phase = TaskPhase.Bound;
                _meters.Advance(node, _now);
                _meters.SetPower(node);
            }
        }
        return any;
    }

    /// <summary>Takes a task from the queue until a moment.</summary>
    private void PutOff(int number, long moment)
    {
        _pending.Remove(number);
        ref var task = ref _table.Task(number);
        (task.Phase, task.Since) = (TaskPhase.Deferred, moment);
        AddLive(moment, AsksAgain, number);
    }

    /// <summary>The moment until which a task was put off, unless its job's plan stopped it meanwhile.</summary>
    private void AskAgain(int number)
    {
        ref var task = ref _table.Task(number);
        if (task.Phase == TaskPhase.Deferred && task.Since == _now)
            _pending.Add(number);
    }

    /// <summary>A task has taken its room: count it from now.</summary>
    private void StartTask(int number)
    {
        ref var task = ref _table.Task(number);
        ref var job = ref _table.Job(task.Job);
        CheckRoom(task.Node);
        _meters.Advance(task.Node, _now);
        _meters.SetPower(task.Node, task.Request.Demand.Gpu.TotalMilli);
        (task.Phase, task.Since, task.Mark) = (TaskPhase.Running, _now, _meters.Reading(task.Node, task.Request.Demand));
        Progress(ref job);
        job.Running++;
        job.LastNode = task.Node;
        if (job.Start < 0)
            job.Start = _now;
        if (job.SegmentSince < 0)
            job.SegmentSince = _now;
        ScheduleEnd(task.Job);
        ScheduleSegmentEnd(task.Job);
    }

    /// <summary>Stops a task wherever it is.</summary>
    private void StopTask(int number)
    {
        ref var task = ref _table.Task(number);
        switch (task.Phase)
        {
            case TaskPhase.Pending:
                _pending.Remove(number);
                break;
            case TaskPhase.Deferred:
                _table.Task(number).Phase = TaskPhase.Idle;
                break;
            case TaskPhase.Bound:
                Leave(number);
                break;
            case TaskPhase.Running:
                Charge(ref task);
                var job = task.Job;
                Progress(ref _table.Job(job));
                _table.Job(job).Running--;
                Leave(number);
                ScheduleEnd(job);
                break;
        }
    }

    /// <summary>Adds to the job what the task has used since it started.</summary>
    private void Charge(ref TaskState task)
    {
        _meters.Advance(task.Node, _now);
        ref var job = ref _table.Job(task.Job);
        job.Used += _meters.Reading(task.Node, task.Request.Demand) - task.Mark;
        job.CoreSeconds += task.Request.Demand.Cpu * 1e-3 * ((_now - task.Since) * 1e-9);
    }

    /// <summary>Takes a running or bound task off its node; tasks that waited for its room start.</summary>
    private void Leave(int number)
    {
        ref var task = ref _table.Task(number);
        var (node, ran) = (task.Node, task.Phase == TaskPhase.Running);
        _meters.Advance(node, _now);
        var started = _cluster.Give(task.Request, node, _now);
        (task.Phase, task.Node) = (TaskPhase.Idle, -1);
        _meters.SetPower(node, ran ? -task.Request.Demand.Gpu.TotalMilli : 0);
        foreach (var next in started)
            StartTask(next.Id);
        _changed.Add(node);
    }

    private void Fail(int cause)
    {
        var node = _outages.NodeOf(cause);
        if (!_cluster.IsUp(node))
        {
            Repeat(cause);
            return;
        }
        _meters.Advance(node, _now);
        var gpuMilli = 0;
        foreach (var lost in _cluster.Fail(node))
        {
            ref var task = ref _table.Task(lost.Id);
            ref var job = ref _table.Job(task.Job);
            if (task.Phase == TaskPhase.Running)
            {
                Charge(ref task);
                gpuMilli += task.Request.Demand.Gpu.TotalMilli;
                Progress(ref job);
                job.Running--;
                job.Restarts++;
                job.Remaining = job.RemainingAtSegment;
                ScheduleEnd(task.Job);
            }
            task.Node = -1;
            _pending.Add(lost.Id);
        }
        _meters.SetPower(node, -gpuMilli);
        _away++;
        _events.Add(_outages.Return(cause, _now), NodeReturns, cause);
    }

    private void Return(int cause)
    {
        var node = _outages.NodeOf(cause);
        _meters.Advance(node, _now);
        _cluster.Recover(node);
        _meters.SetPower(node);
        _changed.Add(node);
        _away--;
        Repeat(cause);
    }

    private void Repeat(int cause)
    {
        if (_outages.Repeats(cause))
            _events.Add(_outages.NextFailure(cause, _now), NodeFails, cause);
    }

    private void CheckRoom(int node)
    {
        if (_cluster.CpuFree[node] < 0 || _cluster.MemoryFree[node] < 0)
            throw new SimulationException($"{_cluster[node].Name} is given more than it has at {_now * 1e-9:0.###} s: {_cluster.CpuFree[node] / 1000:0.###} cores and {_cluster.MemoryFree[node]:0} bytes are left");
    }
}
