using System.Collections.Frozen;
using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>
/// The zones that have a name. A yearly mean hides the hours: it is right for the emissions of a long steady load and for comparing places,
/// not for saying when to run.
/// </summary>
public static class CarbonZones
{
    private const string Entsoe = "generation by source from the ENTSO-E Transparency Platform, emission factors and series of Wiesner et al., Let's Wait Awhile (Middleware 2021)";
    private const string Eia = "generation by source from the U.S. Energy Information Administration, series of the HPE dc-rl project";

    /// <summary>Every zone, by name.</summary>
    public static IReadOnlyList<CarbonZone> All { get; } =
    [
        new("DE", 2020, new(313.4), Entsoe),
        new("FR", 2020, new(56.3), Entsoe),
        new("US-CA", 2022, new(256.2), Eia),
        new("US-TX", 2022, new(347.2), Eia),
        new("US-VA", 2022, new(362.6), Eia),
    ];

    /// <summary>The means by zone name: the vocabulary of <c>carbon: { zone: DE }</c>.</summary>
    public static IReadOnlyDictionary<string, CarbonIntensity> Means { get; } = All.ToFrozenDictionary(zone => zone.Name, zone => zone.Mean);
}
