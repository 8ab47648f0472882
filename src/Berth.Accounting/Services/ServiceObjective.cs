using Berth.Model;

namespace Berth.Accounting.Services;

/// <summary>Whether a service kept what it promised.</summary>
internal static class ServiceObjective
{
    private const double HalfOfTheClocksUnit = 0.5e-9;

    /// <summary>Whether every bound was met in every repetition; null without an objective or without requests.</summary>
    internal static bool? Met(IReadOnlyList<ServiceOutcome> outcomes, ServiceLevelObjective? objective) =>
        objective is null || outcomes.All(outcome => outcome.Requests == 0)
            ? null
            : outcomes.Where(outcome => outcome.Requests > 0).All(outcome => objective.Percentiles.All(bound => Met(outcome, bound)));

    /// <summary>By nearest rank a percentile is within a bound exactly when that part of the requests is: so the attainment judges percentiles that outcomes do not carry.</summary>
    private static bool Met(ServiceOutcome outcome, PercentileBound bound) => bound.Percentile switch
    {
        50 => outcome.P50Seconds < bound.Bound.Seconds + HalfOfTheClocksUnit,
        95 => outcome.P95Seconds < bound.Bound.Seconds + HalfOfTheClocksUnit,
        99 => outcome.P99Seconds < bound.Bound.Seconds + HalfOfTheClocksUnit,
        var percentile => outcome.Attainment >= percentile / 100,
    };
}
