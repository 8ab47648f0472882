using Berth.Model.Units;

namespace Berth.Accounting.Estimators;

/// <summary>One answer of <see cref="WhatIf"/>.</summary>
/// <param name="Location">Name of the place.</param>
/// <param name="Hardware">Name of the hardware.</param>
/// <param name="Start">When it starts, nanoseconds.</param>
/// <param name="Runtime">How long it runs there.</param>
/// <param name="Energy">Energy, PUE included.</param>
/// <param name="Intensity">Mean carbon intensity while it runs.</param>
/// <param name="Carbon">Emissions.</param>
public sealed record WhatIfRow(string Location, string Hardware, long Start, Duration Runtime, Energy Energy, CarbonIntensity Intensity, CarbonMass Carbon);
