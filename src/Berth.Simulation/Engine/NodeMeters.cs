using Berth.Model.Observations;
using Berth.Policies.Placement;

namespace Berth.Simulation.Engine;

/// <summary>
/// Energy and emissions of every node and of what runs there. Power is constant between changes, so each change integrates what was before it
/// exactly. The dynamic part of a node goes to its tasks by their cores: the meter keeps the joules and grams of one thousandth of a core since the start, and a
/// task's share is the difference between two readings, so an event costs the same however many tasks there are.
/// </summary>
internal sealed class NodeMeters
{
    private readonly Cluster _cluster;
    private readonly CarbonMeter[] _carbon;
    private readonly double[] _gpuPeak;
    private readonly Meter[] _meters;

    /// <summary>Meters at time 0.</summary>
    /// <param name="cluster">The nodes.</param>
    /// <param name="carbon">One meter a site.</param>
    /// <param name="gpuPeak">Watts of one graphics processor in full use, by site.</param>
    internal NodeMeters(Cluster cluster, CarbonMeter[] carbon, double[] gpuPeak)
    {
        (_cluster, _carbon, _gpuPeak) = (cluster, carbon, gpuPeak);
        _meters = new Meter[cluster.Count];
        for (var node = 0; node < _meters.Length; node++)
            SetPower(node);
    }

    /// <summary>Integrates a node up to a moment. Call it before anything changes there.</summary>
    internal void Advance(int node, long now)
    {
        ref var meter = ref _meters[node];
        var seconds = (now - meter.Moment) * 1e-9;
        var grams = _carbon[_cluster.Site[node]].GramsPerWattUntil(now);
        var gramsPerWatt = grams - meter.GramsPerWatt;
        meter.Moment = now;
        meter.GramsPerWatt = grams;
        meter.Total.Add(meter.Watts, seconds, gramsPerWatt);
        meter.Idle.Add(meter.IdleWatts, seconds, gramsPerWatt);
        meter.PerMilliCore.Add(meter.WattsPerMilliCore, seconds, gramsPerWatt);
        meter.PerGpuMilli.Add(_gpuPeak[_cluster.Site[node]] * 1e-3, seconds, gramsPerWatt);
        meter.BusyCoreSeconds += meter.MilliCores * 1e-3 * seconds;
        if (meter.Up)
            meter.CoreSeconds += _cluster.CpuCapacity[node] * 1e-3 * seconds;
    }

    /// <summary>Reads the power anew. Call it after anything changed on a node.</summary>
    internal void SetPower(int node, int gpuMilli = 0)
    {
        ref var meter = ref _meters[node];
        meter.GpuMilli += gpuMilli;
        meter.Up = _cluster.IsUp(node);
        meter.MilliCores = meter.Up ? _cluster.CpuCapacity[node] - _cluster.CpuFree[node] : 0;
        if (_cluster[node].Power is not { } power)
            return;
        var empty = _cluster.Tasks[node] == 0;
        meter.IdleWatts = !meter.Up ? 0 : empty ? _cluster[node].SleepWatts ?? power.Idle.Watts : power.Idle.Watts;
        var dynamic = meter.MilliCores > 0 ? power.At(meter.MilliCores / _cluster.CpuCapacity[node]).Watts - power.Idle.Watts : 0;
        meter.WattsPerMilliCore = meter.MilliCores > 0 ? dynamic / meter.MilliCores : 0;
        meter.Watts = meter.IdleWatts + dynamic + meter.GpuMilli * 1e-3 * _gpuPeak[_cluster.Site[node]];
    }

    /// <summary>The node's meter.</summary>
    internal ref readonly Meter this[int node] => ref _meters[node];

    /// <summary>What a demand has been charged since the start if it had run on a node all the time: differences of readings are its share.</summary>
    internal Amount Reading(int node, in Demand demand)
    {
        ref readonly var meter = ref _meters[node];
        return new(
            demand.Cpu * meter.PerMilliCore.Joules + demand.Gpu.TotalMilli * meter.PerGpuMilli.Joules,
            demand.Cpu * meter.PerMilliCore.Grams + demand.Gpu.TotalMilli * meter.PerGpuMilli.Grams);
    }

    internal struct Meter
    {
        internal long Moment;
        internal double Watts, IdleWatts, WattsPerMilliCore, MilliCores, GramsPerWatt, BusyCoreSeconds, CoreSeconds;
        internal int GpuMilli;
        internal bool Up;
        internal Amount Total, Idle, PerMilliCore, PerGpuMilli;
    }
}
