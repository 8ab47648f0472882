using Berth.Model;
using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>
/// Power of a node at a processor utilisation: piecewise linear between the evenly spaced points of its curve.
/// Two points are the linear model of Fan, Weber and Barroso (ISCA 2007); eleven are a SPECpower_ssj2008 result.
/// </summary>
public sealed class PowerModel
{
    private readonly double[] _watts;

    /// <summary>Reads a curve.</summary>
    /// <exception cref="ArgumentException">It has fewer than two points, or one is negative or not finite.</exception>
    public PowerModel(PowerCurve curve)
    {
        _watts = [.. curve.Points.Select(point => point.Watts)];
        if (_watts.Length < 2)
            throw new ArgumentException($"a power curve needs at least 2 points, from idle to full; this one has {_watts.Length}", nameof(curve));
        foreach (var watts in _watts)
            if (!double.IsFinite(watts) || watts < 0)
                throw new ArgumentException($"a power curve has finite points of at least 0 W; this one has {watts} W", nameof(curve));
    }

    /// <summary>P = idle + (peak − idle) · u (Fan, Weber and Barroso, ISCA 2007).</summary>
    public static PowerModel Linear(Power idle, Power peak) => new(new PowerCurve([idle, peak]));

    /// <summary>
    /// P = idle + (peak − idle) · u³: a node that runs no faster than its load needs, f/f_max = u, with the power of <see cref="AtFrequency"/>.
    /// Given at 101 utilisations with lines between them, at most 0.0075 % of peak − idle above the cubic.
    /// </summary>
    public static PowerModel Cubic(Power idle, Power peak) => new(new PowerCurve(
        [.. Enumerable.Range(0, 101).Select(percent => new Power(idle.Watts + (peak.Watts - idle.Watts) * Math.Pow(percent / 100.0, 3)))]));

    /// <summary>Watts at evenly spaced utilisations from idle to full.</summary>
    public IReadOnlyList<double> Watts => _watts;

    /// <summary>Power without load.</summary>
    public Power Idle => new(_watts[0]);

    /// <summary>Power at a utilisation, which counts as 0 below 0 and as 1 above 1.</summary>
    /// <exception cref="ArgumentException">It is not a number.</exception>
    public Power At(double utilization)
    {
        if (double.IsNaN(utilization))
            throw new ArgumentException("the utilisation is not a number", nameof(utilization));
        var position = Math.Clamp(utilization, 0, 1) * (_watts.Length - 1);
        var below = Math.Min((int)position, _watts.Length - 2);
        return new(_watts[below] + (position - below) * (_watts[below + 1] - _watts[below]));
    }

    /// <summary>
    /// The same node at a part of its highest frequency, with the voltage that goes with it: P = P(0) + (P(u) − P(0)) · (f/f_max)³. Dynamic power is C·V²·f and V follows f
    /// (Elnozahy, Kistler and Rajamony, Energy-efficient server clusters, PACS 2002). Utilisation is that of the slower node: work takes f_max/f times as long.
    /// </summary>
    /// <param name="ratio">f/f_max, above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public PowerModel AtFrequency(double ratio)
    {
        if (!(ratio > 0 && ratio <= 1))
            throw new ArgumentOutOfRangeException(nameof(ratio), $"a frequency is above 0 and at most 1 times the highest; {ratio} is not");
        return new(new PowerCurve([.. _watts.Select(watts => new Power(_watts[0] + (watts - _watts[0]) * ratio * ratio * ratio))]));
    }

    /// <summary>The part of the power that the load causes: P(u) − P(0).</summary>
    public Power DynamicAt(double utilization) => new(At(utilization).Watts - _watts[0]);
}
