using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>What a meter says that a node used over the measured time.</summary>
/// <param name="Energy">Over the whole of it.</param>
/// <param name="Covered">Part of it that the meter's samples cover; the rest counts at the mean power.</param>
public readonly record struct MeteredEnergy(Energy Energy, Fraction Covered);
