using Berth.Accounting;
using Berth.Model;
using Berth.Policies;

namespace Berth.Learning.Forecasts;

/// <summary>The forecasts of carbon intensity by name. Each is made for one series, of which it may read only what lies before the moment it is asked at.</summary>
public static class CarbonForecasts
{
    /// <summary>Name of <see cref="PerfectForecast"/>.</summary>
    public const string Perfect = "perfect";

    /// <summary>Name of <see cref="PersistenceForecast"/>.</summary>
    public const string Persistence = "persistence";

    /// <summary>Name of <see cref="SeasonalNaiveForecast"/>.</summary>
    public const string SeasonalNaive = "seasonal-naive";

    /// <summary>Name of <see cref="SeasonalModelForecast"/>.</summary>
    public const string SeasonalModel = "seasonal-model";

    private const long Day = 24 * 3_600_000_000_000;

    private static readonly Dictionary<string, PolicyKind<Func<CarbonIntensitySeries, ICarbonForecast>>> ByName = new PolicyKind<Func<CarbonIntensitySeries, ICarbonForecast>>[]
    {
        new(new(Perfect, "knows what will be", []), _ => series => new PerfectForecast(series)),
        new(new(Persistence, "expects the last known value to stay", []), _ => series => new PersistenceForecast(series)),
        new(
            new(SeasonalNaive, "expects what was measured at the same time a day or a week ago", [new("days", "Days of a season: 1 is yesterday, 7 is last week.", 1, 1, 366)]),
            options => series => new SeasonalNaiveForecast(series, (long)(options["days"] * Day))),
        new(
            new(SeasonalModel, "fits harmonics of the day and the week, and an autoregression of the rest, to the last weeks", [new("weeks", "Weeks of history that are fitted.", SeasonalModelForecast.DefaultWindow / 168, 1, 520)]),
            options => series => new SeasonalModelForecast(series, (int)(options["weeks"] * 168))),
    }.ToDictionary(kind => kind.Description.Name);

    /// <summary>Every kind, in the order in which they are documented.</summary>
    public static IReadOnlyList<PolicyDescription> All { get; } = [.. ByName.Values.Select(kind => kind.Description)];

    /// <summary>Makes the forecast of that name for a series.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="ArgumentException">It has no such option, or its value is out of range.</exception>
    public static ICarbonForecast Make(string name, CarbonIntensitySeries series, IReadOnlyDictionary<string, double>? options = null) => ByName[name].Make(options)(series);
}
