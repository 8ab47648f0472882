using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>An amount of energy at the node and the emissions of it through PUE and carbon intensity; null when the intensity is unknown.</summary>
public readonly record struct EnergyAccount(Energy Energy, CarbonMass? Carbon);
