using Berth.Accounting;
using Berth.Model;
using Berth.Simulation.Engine;

namespace Berth.Simulation.Services;

/// <summary>Energy and emissions of a site's nodes while replicas work on their cores: exact integrals of the power, and of the intensity second by second.</summary>
internal sealed class ServicePower
{
    private const double JoulesPerKilowattHour = 3.6e6;

    private readonly PowerModel? _power;
    private readonly CarbonMeter _carbon;
    private readonly Site _site;
    private readonly double _processor;
    private readonly int _coresPerNode;
    private readonly int[] _busy, _replicas;
    private readonly double[] _watts;
    private readonly bool _knowsCarbon;
    private double _sum, _total, _joulesBefore, _gramsPerWatt;
    private long _since;

    internal ServicePower(Site site, double processor, CarbonIntensitySeries? intensity)
    {
        (_site, _processor) = (site, processor);
        _coresPerNode = Math.Max(1, (int)site.Cpu.Cores);
        (_busy, _replicas, _watts) = (new int[site.Nodes], new int[site.Nodes], new double[site.Nodes]);
        _power = site.Power is { } curve ? new PowerModel(curve) : null;
        _knowsCarbon = intensity is not null;
        _carbon = new(intensity, site.Pue);
        for (var node = 0; node < site.Nodes; node++)
            Refresh(node);
    }

    /// <summary>Nodes of the site.</summary>
    internal int Nodes => _busy.Length;

    /// <summary>Cores of each of them.</summary>
    internal int CoresPerNode => _coresPerNode;

    /// <summary>Cores of the site.</summary>
    internal int Cores => _busy.Length * _coresPerNode;

    internal double? Joules { get; private set; }

    internal double? Grams { get; private set; }

    internal double? Cost => Joules is { } joules && _site.Price > 0 ? joules / JoulesPerKilowattHour * _site.Pue * _site.Price : null;

    /// <summary>A replica comes to a core or goes.</summary>
    internal void House(int core, int change, long now) => Change(core, now, _replicas, change);

    /// <summary>Requests begin or end on the core of a replica.</summary>
    internal void Work(int core, int change, long now) => Change(core, now, _busy, change);

    /// <summary>Counts up to the end of a second.</summary>
    internal void EndSecond(long now)
    {
        if (_power is null)
            return;
        Advance(now);
        Joules = _total;
        if (!_knowsCarbon)
            return;
        var grams = _carbon.GramsPerWattUntil(now);
        Grams = (Grams ?? 0) + (_total - _joulesBefore) * (grams - _gramsPerWatt);
        (_joulesBefore, _gramsPerWatt) = (_total, grams);
    }

    private void Change(int core, long now, int[] counts, int change)
    {
        var node = core / _coresPerNode;
        Advance(now);
        counts[node] += change;
        Refresh(node);
    }

    private void Advance(long now)
    {
        _total += _sum * ((now - _since) * 1e-9);
        _since = now;
    }

    private void Refresh(int node)
    {
        if (_power is null)
            return;
        _sum -= _watts[node];
        var empty = _replicas[node] == 0;
        _watts[node] = empty ? _site.Sleep?.Watts ?? _power.Idle.Watts : _power.At(Math.Min(1, _processor * _busy[node] / _coresPerNode)).Watts;
        _sum += _watts[node];
    }
}
