using Berth.Accounting;
using Berth.Accounting.Services;
using Berth.Model;
using Berth.Model.Services;
using Berth.Policies.Scaling;
using Berth.Serving.Scaling;
using Berth.Simulation.Engine;

namespace Berth.Simulation.Services;

/// <summary>
/// One repetition of a service under one scaling policy, in virtual time from 0: requests wait in one bounded queue and go to the first replica with a
/// free core. The policy is the object that decides in the other worlds, too. What it asks for at the very beginning stands from the beginning.
/// </summary>
public sealed partial class ServiceSimulation
{
    private const byte Served = 0, Changed = 1, SecondEnds = 2, Asked = 3;
    private const long Second = 1_000_000_000;

    /// <summary>How often a monitoring system looks, as Kubernetes' metrics server and the usual Prometheus do.</summary>
    private const long Resolution = 15 * Second;

    private readonly Service _service;
    private readonly ServiceRequestSet _requests;
    private readonly IScalingPolicy _policy;
    private readonly Func<IScalingPolicy, ServiceView, ScalingDecision> _decide;
    private readonly ServiceView _view;
    private readonly ServiceLedger _ledger;
    private readonly ServicePower _power;
    private readonly CarbonIntensitySeries? _intensity;
    private readonly EventQueue _events = new();
    private readonly RequestQueue _queue = new();
    private readonly float[] _latencies;
    private readonly long[] _begun;
    private readonly long _end, _timeout;
    private readonly double _objective;
    private long _now, _counted;
    private int _next, _resolved, _refused;
    private Counters _second;
    private Int128 _present, _spent;

    /// <summary>Prepares a run.</summary>
    /// <param name="service">The service.</param>
    /// <param name="site">The site that it runs on.</param>
    /// <param name="intensity">The carbon intensity of its grid; null is unknown.</param>
    /// <param name="requests">The requests of the repetition.</param>
    /// <param name="policy">Decides how many replicas there are; made for this run.</param>
    /// <param name="decide">Asks the policy, as a recorder does; null asks it.</param>
    public ServiceSimulation(
        Service service, Site site, CarbonIntensitySeries? intensity, ServiceRequestSet requests, IScalingPolicy policy, Func<IScalingPolicy, ServiceView, ScalingDecision>? decide = null)
    {
        _decide = decide ?? ((asked, view) => asked.Decide(view));
        (_service, _requests, _policy, _intensity) = (service, requests, policy, intensity);
        _end = requests.Seconds * Second;
        _timeout = service.Timeout.Nanoseconds;
        var facts = ServiceFactsOf.File(service);
        _objective = facts.ObjectiveSeconds;
        _view = new() { Facts = facts, Least = service.Least, Most = service.Most, Desired = service.Least };
        _ledger = new(_objective);
        _power = new(site, service.Processor.Value, intensity);
        _pool = new(service, facts.StartSeconds, _power.Nodes, _power.CoresPerNode, this);
        _latencies = new float[requests.Moments.Length];
        Array.Fill(_latencies, float.PositiveInfinity);
        _begun = new long[requests.Moments.Length];
        (policy as IClairvoyant)?.Foresee(new(requests.Moments, request => requests.ServiceSeconds(request, false), _end, facts, service.Least, service.Most));
    }

    /// <summary>Runs it until every request is answered, refused or lost.</summary>
    /// <param name="repetition">Number of the repetition.</param>
    /// <exception cref="SimulationException">Something that cannot be: a request lost from the books, or Little's law broken.</exception>
    public ServiceOutcome Run(int repetition)
    {
        Ask();
        _events.Add(Second, SecondEnds, 0);
        var moments = _requests.Moments;
        while (_resolved < moments.Length || _counted < _end)
        {
            if (_next < moments.Length && moments[_next] < _events.NextTime)
            {
                Advance(moments[_next]);
                Arrive(_next++);
                continue;
            }
            var happened = _events.Take();
            Advance(happened.Time);
            switch (happened.Kind)
            {
                case Served:
                    End(happened.Target, _replicas[happened.Version]);
                    break;
                case Changed:
                    Change(_replicas[happened.Target], happened.Version);
                    break;
                case SecondEnds:
                    EndSecond();
                    break;
                default:
                    Ask();
                    break;
            }
        }
        return Close(repetition);
    }

    private void Arrive(int request)
    {
        _second.Arrived++;
        var wait = (_queue.Count + 1) * _requests.MeanSeconds(_pool.Small) / Math.Max(1, _pool.Slots);
        if (_queue.Count >= _service.Queue && _free == 0 || wait > _pool.AdmitSeconds && _free == 0)
        {
            _refused++;
            _resolved++;
            _second.Refused++;
            _second.Late++;
        }
        else if (_free > 0)
            Begin(request, FirstFree());
        else
            _queue.Add(request);
    }

    private void Begin(int request, SimulatedReplica replica)
    {
        _begun[request] = _now;
        replica.Work(1, _now);
        _free--;
        _busy++;
        _power.Work(replica.Replica.Core, 1, _now);
        // More cores serve more requests at once, not one faster.
        _events.Add(_now + (long)(_requests.ServiceSeconds(request, _pool.Small) * 1e9 + 0.5), Served, request, replica.Replica.Number);
    }

    private void End(int request, SimulatedReplica replica)
    {
        replica.Work(-1, _now);
        _busy--;
        _power.Work(replica.Replica.Core, -1, _now);
        var served = (_now - _begun[request]) * 1e-9;
        _second.Completed++;
        _second.ServiceSeconds += served;
        _second.ServiceSquares += served * served;
        Resolve(request, answered: true);
        if (replica.Replica.State == ScaledState.Ready && replica.Busy < replica.Replica.Slots)
        {
            _free++;
            Pull();
            return;
        }
        if (replica.Busy == 0)
            _pool.Drained(replica.Replica);
        else
            _pool.Recount();
        Refresh();
    }

    /// <summary>Gives waiting requests to free cores; those that nobody waits for any more are dropped.</summary>
    private void Pull()
    {
        while (_free > 0 && _queue.Count > 0)
        {
            var request = _queue.Take();
            if (_now - _requests.Moments[request] > _timeout)
                Resolve(request, answered: false);
            else
                Begin(request, FirstFree());
        }
    }

    /// <summary>Drops what nobody waits for any more, so that a run ends even where nothing takes requests.</summary>
    private void Expire()
    {
        while (_queue.Count > 0 && _now - _requests.Moments[_queue.First] > _timeout)
            Resolve(_queue.Take(), answered: false);
    }

    private void Resolve(int request, bool answered)
    {
        var spent = _now - _requests.Moments[request];
        _spent += spent;
        _resolved++;
        if (answered && spent <= _timeout)
            _latencies[request] = (float)(spent * 1e-9);
        if (!answered || spent > _timeout || spent * 1e-9 > _objective)
            _second.Late++;
    }

    private void Advance(long now)
    {
        var time = now - _now;
        _present += (Int128)time * (_queue.Count + _busy);
        _second.Queued += _queue.Count * (double)time;
        _second.Busy += _busy * (double)time;
        _second.Ready += _pool.Slots * (double)time;
        _second.Cores += _pool.Reserved * time;
        _second.StandbyCores += _pool.StandbyReserved * time;
        _now = now;
    }

    private void EndSecond()
    {
        var part = 1e-9;
        Expire();
        _view.Load.Add(new(_second.Arrived, _second.Completed, _second.Refused, (_second.Queued + _second.Busy) * part, _second.Busy * part, _second.ServiceSeconds, _second.ServiceSquares, _second.Late));
        if (_now <= _end)
        {
            _ledger.Add(new ServiceSecond(_second.Queued * part, _second.Busy * part, _second.Ready * part, _view.Desired, _second.Cores * part, _second.StandbyCores * part));
            _power.EndSecond(_now);
        }
        (_second, _counted) = (default, _now);
        if (_now % Resolution == 0)
            Sample();
        _pool.Settle(_now);
        Refresh();
        _events.Add(_now + Second, SecondEnds, 0);
    }

    private ServiceOutcome Close(int repetition)
    {
        if (_present != _spent)
            throw new SimulationException($"Little's law does not hold for {_service.Name}: requests were present for {_present} ns and spent {_spent} ns");
        if (_queue.Count + _busy != 0)
            throw new SimulationException($"{_service.Name} still has requests at the end");
        var completed = _latencies.Count(float.IsFinite);
        return _ledger.Close(new(_requests.Moments, _latencies), new(
            _service.Name, _policy.Name, repetition, _requests.Seconds, 0, 0, _refused, _latencies.Length - completed - _refused,
            null, null, null, null, null, 0, 0, _changes, _power.Joules, _power.Grams, _power.Cost, [], [], []));
    }

    private struct Counters
    {
        internal int Arrived, Completed, Refused, Late;
        internal double Queued, Busy, Ready, Cores, StandbyCores, ServiceSeconds, ServiceSquares;
    }
}
