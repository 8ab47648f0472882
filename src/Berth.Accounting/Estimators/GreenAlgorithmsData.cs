using System.Collections.Frozen;
using Berth.Model.Units;

namespace Berth.Accounting.Estimators;

/// <summary>The constants of Green Algorithms, by the version of its data, as its calculator publishes them.</summary>
/// <param name="Version">Name of the version.</param>
/// <param name="MemoryPower">Power of a gigabyte (10⁹ bytes) of memory that is allocated.</param>
/// <param name="Pue">Power usage effectiveness by provider in lower case; <see cref="Unknown"/> is anyone else's.</param>
public sealed record GreenAlgorithmsData(string Version, Power MemoryPower, IReadOnlyDictionary<string, double> Pue)
{
    /// <summary>The provider of whom nothing is known.</summary>
    public const string Unknown = "unknown";

    /// <summary>Power of a core of which nothing is known: the row <c>Any</c> of its processors.</summary>
    public static Power AnyCore { get; } = new(12);

    /// <summary>Mean carbon intensity of the world's electricity.</summary>
    public static CarbonIntensity World { get; } = new(475);

    /// <summary>Mean carbon intensity of some countries' electricity in 2020 (Association of Issuing Bodies), the same in both versions.</summary>
    public static IReadOnlyDictionary<string, CarbonIntensity> Countries { get; } = new Dictionary<string, CarbonIntensity>
    {
        ["DE"] = new(338.66), ["FR"] = new(51.28), ["NL"] = new(374.34), ["PL"] = new(759.62), ["SE"] = new(5.67),
    }.ToFrozenDictionary();

    /// <summary>Version 2.2.</summary>
    public static GreenAlgorithmsData V22 { get; } = new("v2.2", new(0.3725), Providers((Unknown, 1.67), ("gcp", 1.11), ("aws", 1.2), ("azure", 1.125)));

    /// <summary>The version called <c>latest</c> in 2025.</summary>
    public static GreenAlgorithmsData Latest { get; } = new("latest", new(0.08), Providers((Unknown, 1.56), ("gcp", 1.12), ("aws", 1.2), ("azure", 1.12), ("ovh", 1.09), ("oracle", 1.2)));

    /// <summary>Every version, the oldest first.</summary>
    public static IReadOnlyList<GreenAlgorithmsData> All { get; } = [V22, Latest];

    private static FrozenDictionary<string, double> Providers(params (string Name, double Pue)[] providers) =>
        providers.ToFrozenDictionary(provider => provider.Name, provider => provider.Pue, StringComparer.OrdinalIgnoreCase);
}
