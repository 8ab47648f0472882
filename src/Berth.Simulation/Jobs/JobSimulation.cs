using Berth.Accounting;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Model.Observations;
using Berth.Policies.Placement;
using Berth.Simulation.Engine;

namespace Berth.Simulation.Jobs;

/// <summary>
/// Runs jobs on nodes in virtual time, which begins at 0. Deterministic: one setup gives the same results to the last bit.
/// At one moment tasks end first, then nodes fail and return, then segments of plans end, then jobs arrive or resume; after all of it the policy is asked.
/// </summary>
public sealed partial class JobSimulation
{
    private const byte TaskEnds = 0, NodeFails = 1, NodeReturns = 2, SegmentEnds = 3, Resumes = 4, Arrives = 5, HourEnds = 6, AsksAgain = 7;
    private const long HourLength = 3_600_000_000_000;
    private const int MostEventsAtOnce = 100_000_000;

    private readonly JobSetup _setup;
    private readonly Cluster _cluster;
    private readonly NodeMeters _meters;
    private readonly EventQueue _events = new();
    private readonly JobTable _table = new();
    private readonly PendingQueue _pending;
    private readonly PlacementBatch _batch;
    private readonly Eligibility _eligibility;
    private readonly Outages _outages;
    private readonly IEnumerator<Job> _source;
    private readonly List<HourReading> _hours = [];
    private readonly Dictionary<int, string> _unschedulable = [];
    private long _now, _lastEnd, _eventCount;

    /// <summary>Events to come that can change anything: all but the hours.</summary>
    private int _live;
    private int _ended;

    /// <summary>Prepares a simulation.</summary>
    public JobSimulation(JobSetup setup)
    {
        _setup = setup;
        _cluster = ClusterOf.Continuum(setup.Continuum, setup.Forecast);
        var sites = setup.Continuum.Places;
        _meters = new(
            _cluster,
            [.. sites.Select(site => new CarbonMeter(setup.Intensity is { } intensity ? intensity(site) : site.Carbon is { } constant ? CarbonIntensitySeries.Constant(constant) : null, site.Pue))],
            [.. sites.Select(site => site.Gpu?.Peak?.Watts ?? 0)]);
        _pending = new(_table);
        _batch = new(_cluster, 0, new(setup.Seed, $"placement {setup.Placement.Name}"), setup.Explain);
        _eligibility = new(_cluster);
        _unplaceable = new(_cluster);
        _outages = new(setup.Continuum, _cluster, setup.Seed);
        _source = setup.Jobs.GetEnumerator();
        _patient = setup.Placement is IPatient;
    }

    /// <summary>Runs until the last job has ended, or nothing can happen any more.</summary>
    /// <param name="progress">Is told the virtual time in nanoseconds and the number of ended jobs now and then.</param>
    /// <param name="stop">Ends the run early with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="SimulationException">Something that cannot be: capacity exceeded, a job lost, energy that does not add up.</exception>
    public JobResult Run(Action<long, int>? progress = null, CancellationToken stop = default)
    {
        AwaitNextArrival();
        for (var cause = 0; cause < _outages.Count; cause++)
            _events.Add(_outages.NextFailure(cause, 0), NodeFails, cause);
        _events.Add(HourLength, HourEnds, 0);
        while ((_next is not null || _ended < _table.Count) && (_live > 0 || (_pending.Count > 0 && NodesChange)))
        {
            var next = _events.NextTime;
            if (next < _now)
                throw new SimulationException($"time ran backwards from {_now} to {next} ns");
            _now = next;
            for (var atOnce = 0; _events.NextTime == _now; atOnce++)
            {
                Happen(_events.Take());
                if (atOnce > MostEventsAtOnce)
                    throw new SimulationException($"time stands still at {_now * 1e-9:0.###} s: more than {MostEventsAtOnce} events at this moment");
                if ((++_eventCount & 0xFFFF) == 0)
                {
                    stop.ThrowIfCancellationRequested();
                    progress?.Invoke(_now, _ended);
                }
            }
            AskPolicy();
            // Every node is there, nothing runs and nothing is to come: what the policy leaves now it leaves for ever.
            if (_live == 0 && _away == 0 && _pending.Count > 0)
                break;
        }
        return Finish();
    }

    /// <summary>Whether nodes come and go, so that waiting may help.</summary>
    private bool NodesChange => _outages.Count > 0 && (_away > 0 || Enumerable.Range(0, _outages.Count).Any(_outages.Repeats));

    private void Happen(in EventQueue.Event what)
    {
        switch (what.Kind)
        {
            case TaskEnds:
                _live--;
                JobDone(what.Target, what.Version);
                break;
            case NodeFails:
                Fail(what.Target);
                break;
            case NodeReturns:
                Return(what.Target);
                break;
            case SegmentEnds:
                _live--;
                SegmentDone(what.Target, what.Version);
                break;
            case Resumes:
                _live--;
                Resume(what.Target, what.Version);
                break;
            case Arrives:
                _live--;
                Arrive();
                break;
            case AsksAgain:
                _live--;
                AskAgain(what.Target);
                break;
            default:
                ReadHour();
                _events.Add(_now + HourLength, HourEnds, 0);
                break;
        }
    }

    private void AddLive(long moment, byte kind, int target, int version = 0)
    {
        _live++;
        _events.Add(moment, kind, target, version);
    }
}
