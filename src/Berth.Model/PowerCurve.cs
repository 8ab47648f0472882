using Berth.Model.Units;

namespace Berth.Model;

/// <summary>
/// Power of a node at evenly spaced utilisations from idle (first) to full (last), at least two points.
/// Two points are the linear model; eleven are the rows of a SPECpower_ssj2008 result.
/// </summary>
public sealed record PowerCurve(IReadOnlyList<Power> Points)
{
    /// <summary>Power at utilisation 0.</summary>
    public Power Idle => Points[0];

    /// <summary>Power at utilisation 1.</summary>
    public Power Peak => Points[^1];
}
