using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>
/// Software Carbon Intensity of ISO/IEC 21031:2024: SCI = (E · I + M) / R, here in grams for each functional unit.
/// </summary>
/// <param name="Operational">E · I: emissions of the electricity, PUE included.</param>
/// <param name="Embodied">M: the software's share of the emissions of making the hardware; null when it was left out, which any use of the figure must say.</param>
/// <param name="Units">R: number of functional units, positive.</param>
public sealed record SoftwareCarbonIntensity(CarbonMass Operational, CarbonMass? Embodied, double Units)
{
    /// <summary>(E · I + M) / R, with M = 0 when it was left out.</summary>
    public CarbonMass PerUnit => new((Operational.Grams + (Embodied?.Grams ?? 0)) / Units);

    /// <summary>From energy and the intensity of the place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no functional unit.</exception>
    public static SoftwareCarbonIntensity Of(Energy energy, CarbonIntensity intensity, double units, CarbonMass? embodied = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        return new(new(energy.Joules / 3.6e6 * intensity.GramsPerKilowattHour), embodied, units);
    }
}
