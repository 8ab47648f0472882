using Berth.Accounting;
using Berth.Accounting.Services;
using Berth.Model;
using Berth.Serving.Scaling;

namespace Berth.Emulation.Services;

/// <summary>Measures what the replicas of a service reserve and use: processor time of their processes, as a part of their emulated cores, and the energy that follows from it.</summary>
internal sealed class ServiceMeter
{
    private const double JoulesPerKilowattHour = 3.6e6;

    private readonly ServiceReplicas _replicas;
    private readonly RequestPace _pace;
    private readonly Site _site;
    private readonly double _dilation;
    private readonly PowerModel? _power;
    private readonly CarbonIntensitySeries? _intensity;
    private readonly Dictionary<int, (double Cores, long Moment)> _sampled = [];
    private readonly Dictionary<int, double> _used = [];
    private double _reserved, _standbyReserved, _ready;
    private long _second, _counted;

    internal ServiceMeter(ServiceReplicas replicas, RequestPace pace, Site site, CarbonIntensitySeries? intensity, double dilation)
    {
        (_replicas, _pace, _site, _dilation, _intensity) = (replicas, pace, site, dilation, intensity);
        _power = site.Power is { } curve ? new(curve) : null;
        for (var core = 0; core < replicas.Cores; core++)
            _replicas.At(core)?.Reader.TakeCpu();
    }

    internal double? Joules { get; private set; }

    internal double? Grams { get; private set; }

    internal double? Cost => Joules is { } joules && _site.Price > 0 ? joules / JoulesPerKilowattHour * _site.Pue * _site.Price : null;

    internal double? GramsPerKilowattHour(long now) => _intensity?.MeanOver(now, 1).GramsPerKilowattHour;

    /// <summary>Counts what was reserved for some nanoseconds of the world.</summary>
    internal void Reserve(ReplicaPool pool, long time)
    {
        _reserved += pool.Reserved * time;
        _standbyReserved += pool.StandbyReserved * time;
        _ready += pool.Slots * (double)time;
        _counted += time;
    }

    /// <summary>Ends a second: its means, and the energy of its nodes.</summary>
    internal ServiceSecond EndSecond(ReplicaPool pool, ReplicaLanes lanes, int desired, double queued, double busy, long now)
    {
        var (seconds, time) = ((now - _second) * 1e-9, Math.Max(1, _counted));
        var perNode = Math.Max(1, (int)_site.Cpu.Cores);
        var busyOf = new double[_site.Nodes];
        foreach (var replica in pool.Alive)
            foreach (var process in lanes.Cores(replica).Select(_replicas.At).OfType<ReplicaProcess>())
            {
                var capacity = process.Node.Lanes[process.Process.Lane].Lane.Speed * _pace.Factor;
                var cores = Math.Min(1, process.Reader.TakeCpu() * 1e-9 / (seconds * _dilation * capacity));
                _used[replica.Number] = _used.GetValueOrDefault(replica.Number) + cores * seconds;
                busyOf[replica.Core / perNode] += cores / perNode;
            }
        Charge(pool, busyOf, perNode, seconds);
        var second = new ServiceSecond(queued, busy, _ready / time, desired, _reserved / time, _standbyReserved / time);
        (_reserved, _standbyReserved, _ready, _counted, _second) = (0, 0, 0, 0, now);
        return second;
    }

    /// <summary>Gives each replica the use of its core since it was last sampled, as a monitoring system would.</summary>
    internal void Sample(ReplicaPool pool, long now)
    {
        foreach (var replica in pool.Alive.Where(replica => !replica.IsStandby))
        {
            var used = _used.GetValueOrDefault(replica.Number);
            var (cores, moment) = _sampled.GetValueOrDefault(replica.Number, (0, replica.View.Started ?? now));
            var window = now - moment;
            if (replica.State == ScaledState.Starting)
                replica.View.Cpu = new(1, now, Math.Max(1, window));
            else if (window > 0)
                replica.View.Cpu = new((used - cores) / (window * 1e-9), now, window);
            _sampled[replica.Number] = (used, now);
        }
    }

    private void Charge(ReplicaPool pool, double[] busyOf, int perNode, double seconds)
    {
        if (_power is null)
            return;
        var joules = 0.0;
        for (var node = 0; node < busyOf.Length; node++)
        {
            var empty = pool.Alive.All(replica => replica.Core / perNode != node);
            joules += seconds * (empty ? _site.Sleep?.Watts ?? _power.Idle.Watts : _power.At(Math.Min(1, busyOf[node])).Watts);
        }
        Joules = (Joules ?? 0) + joules;
        if (_intensity is not null)
            Grams = (Grams ?? 0) + joules / JoulesPerKilowattHour * _site.Pue * _intensity.MeanOver(_second, (long)(seconds * 1e9)).GramsPerKilowattHour;
    }
}
