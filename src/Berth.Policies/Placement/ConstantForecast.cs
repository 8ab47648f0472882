using Berth.Model;

namespace Berth.Policies.Placement;

/// <summary>The intensity of a grid that does not change, as the emulation has them.</summary>
public sealed class ConstantForecast : ICarbonForecast
{
    private readonly double _gramsPerKilowattHour;

    private ConstantForecast(double gramsPerKilowattHour) => _gramsPerKilowattHour = gramsPerKilowattHour;

    /// <inheritdoc/>
    public string Name => "constant";

    /// <summary>That of a site, its mean where it changes; null where it is unknown.</summary>
    public static ICarbonForecast? Of(Site site) => site.Carbon is { } intensity ? new ConstantForecast(intensity.GramsPerKilowattHour) : null;

    /// <inheritdoc/>
    public double MeanOver(long now, long from, long to) => _gramsPerKilowattHour;
}
