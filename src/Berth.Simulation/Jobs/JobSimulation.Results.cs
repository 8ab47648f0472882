using Berth.Model.Jobs;
using Berth.Model.Observations;
using Berth.Simulation.Engine;

namespace Berth.Simulation.Jobs;

/// <content>What was found, and whether it adds up.</content>
public sealed partial class JobSimulation
{
    private const double Tolerance = 1e-9;

    private void ReadHour()
    {
        var sums = new (Amount Total, double Busy)[_cluster.Sites.Count];
        for (var node = 0; node < _cluster.Count; node++)
        {
            _meters.Advance(node, _now);
            ref readonly var meter = ref _meters[node];
            ref var sum = ref sums[_cluster.Site[node]];
            sum = (sum.Total + meter.Total, sum.Busy + meter.BusyCoreSeconds);
        }
        for (var site = 0; site < sums.Length; site++)
            _hours.Add(new(_now, site, sums[site].Total, sums[site].Busy));
    }

    private JobResult Finish()
    {
        _now = _lastEnd;
        ReadEnd();
        var jobs = new Job[_table.Count];
        var records = new JobRecord[_table.Count];
        for (var number = 0; number < _table.Count; number++)
        {
            ref var state = ref _table.Job(number);
            var outcome = state.Outcome == JobOutcome.None ? JobOutcome.Stranded : state.Outcome;
            var end = outcome == JobOutcome.Completed ? state.End : -1;
            jobs[number] = state.Job;
            records[number] = new(
                outcome, state.Arrival, state.Start, end, state.LastNode, state.RunSeconds, state.CoreSeconds, state.Restarts,
                state.Deadline != long.MaxValue && (end < 0 || end > state.Deadline), state.Used);
        }
        var nodes = Enumerable.Range(0, _cluster.Count).Select(node => new NodeReading(
            _cluster[node].Name, _cluster.Sites[_cluster.Site[node]].Name, _meters[node].Total, _meters[node].Idle, _meters[node].BusyCoreSeconds, _meters[node].CoreSeconds)).ToArray();
        CheckConservation(records, nodes);
        return new(jobs, records, nodes, _hours, _decisions, _unschedulable, _lastEnd, _eventCount, _policyCalls);
    }

    /// <summary>Reads everything at the end of the last job, unless an hour ended later.</summary>
    private void ReadEnd()
    {
        if (_hours.Count > 0 && _hours[^1].Moment >= _now)
            _now = _hours[^1].Moment;
        else
            ReadHour();
    }

    private void CheckConservation(JobRecord[] records, NodeReading[] nodes)
    {
        Amount charged = default, total = default, idle = default;
        double busy = 0, held = 0;
        foreach (var record in records)
        {
            charged += record.Used;
            held += record.CoreSeconds;
        }
        foreach (var node in nodes)
        {
            total += node.Total;
            idle += node.Idle;
            busy += node.BusyCoreSeconds;
        }
        Check("energy", charged.Joules + idle.Joules, total.Joules, "J");
        Check("carbon", charged.Grams + idle.Grams, total.Grams, "g");
        Check("core time", held, busy, "core seconds");
        if (records.Length != _ended + records.Count(record => record.Outcome == JobOutcome.Stranded))
            throw new SimulationException($"{records.Length} jobs came and {_ended} ended: some were lost");

        static void Check(string what, double parts, double whole, string unit)
        {
            if (!double.IsFinite(parts) || !double.IsFinite(whole) || Math.Abs(parts - whole) > Tolerance * Math.Max(1, Math.Abs(whole)))
                throw new SimulationException($"{what} does not add up: the jobs and what is idle have {parts} {unit}, the nodes {whole} {unit}");
        }
    }
}
