using Berth.Accounting;

namespace Berth.Simulation.Engine;

/// <summary>The integral of the power of some equal servers, of which a number is busy at any moment.</summary>
internal sealed class PowerMeter
{
    private readonly double[] _watts;
    private double _joules;
    private long _since;
    private int _busy;

    internal PowerMeter(PowerModel power, int servers) => _watts = [.. Enumerable.Range(0, servers + 1).Select(busy => power.At((double)busy / servers).Watts)];

    internal void Set(int busy, long now)
    {
        _joules += _watts[_busy] * ((now - _since) * 1e-9);
        (_busy, _since) = (busy, now);
    }

    internal double Joules(long now) => _joules + _watts[_busy] * ((now - _since) * 1e-9);
}
