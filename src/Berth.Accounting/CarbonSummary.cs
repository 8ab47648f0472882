using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>Emissions of the energy of the nodes that took part, through the PUE and the carbon intensity of each one's site.</summary>
/// <param name="Total">Everything.</param>
/// <param name="PerItem">For each completed item; null when none completed.</param>
/// <param name="Sci">Software Carbon Intensity with the completed item as functional unit and without embodied emissions; null when none completed.</param>
public sealed record CarbonSummary(CarbonMass Total, CarbonMass? PerItem, SoftwareCarbonIntensity? Sci);
