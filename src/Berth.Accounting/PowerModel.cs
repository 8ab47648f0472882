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

    /// <summary>The part of the power that the load causes: P(u) − P(0).</summary>
    public Power DynamicAt(double utilization) => new(At(utilization).Watts - _watts[0]);
}
