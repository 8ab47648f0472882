using Berth.Model.Services;

namespace Berth.Accounting.Services;

/// <summary>What a scaling policy gave for a service, over all repetitions. Percentiles are over all requests of a repetition, so a mean of them is null where one is infinite.</summary>
public sealed record ServiceSummary
{
    /// <summary>Name of the policy that is told the future. It is a bound, not a choice.</summary>
    public const string OracleName = "oracle";

    /// <summary>Number of the variant, from 1.</summary>
    public required int Variant { get; init; }

    /// <summary>Name of the service.</summary>
    public required string Service { get; init; }

    /// <summary>Name of the scaling policy.</summary>
    public required string Scaling { get; init; }

    /// <summary>Its outcomes by repetition.</summary>
    public required IReadOnlyList<ServiceOutcome> Outcomes { get; init; }

    /// <summary>Whether the objective was met in every repetition; null without one or without requests.</summary>
    public required bool? Met { get; init; }

    /// <summary>Whether it had the most replicas that are allowed all the time.</summary>
    public required bool AtMost { get; init; }

    /// <summary>Against the first policy of the same variant and service; null for that one itself.</summary>
    public required ServiceComparison? VersusFirst { get; init; }

    /// <summary>Against <see cref="OracleName"/>; null for that one itself, and where it is not compared.</summary>
    public required ServiceComparison? VersusOracle { get; init; }

    /// <summary>Whether it knows the future.</summary>
    public bool Clairvoyant => Scaling == OracleName;

    /// <summary>Requests of all repetitions.</summary>
    public long Requests => Outcomes.Sum(outcome => outcome.Requests);

    /// <summary>Requests of all repetitions that were refused.</summary>
    public long Refused => Outcomes.Sum(outcome => outcome.Refused);

    /// <summary>Requests of all repetitions that were not answered in time, or failed.</summary>
    public long Lost => Outcomes.Sum(outcome => outcome.Lost);

    /// <summary>Median latency.</summary>
    public RepeatedFigure P50Seconds => Figure(outcome => outcome.P50Seconds);

    /// <summary>95th percentile.</summary>
    public RepeatedFigure P95Seconds => Figure(outcome => outcome.P95Seconds);

    /// <summary>99th percentile.</summary>
    public RepeatedFigure P99Seconds => Figure(outcome => outcome.P99Seconds);

    /// <summary>Part of all requests that were answered within the objective.</summary>
    public RepeatedFigure Attainment => Figure(outcome => outcome.Attainment);

    /// <summary>Requests of a repetition that were refused or lost.</summary>
    public RepeatedFigure RefusedOrLost => Figure(outcome => outcome.Refused + outcome.Lost);

    /// <summary>Reserved cores over time, standby included.</summary>
    public RepeatedFigure CoreSeconds => Figure(outcome => outcome.CoreSeconds);

    /// <summary>Mean number of reserved cores.</summary>
    public RepeatedFigure MeanCores => Figure(outcome => outcome.MeanCores);

    /// <summary>Part of the reserved core-seconds that standby took.</summary>
    public RepeatedFigure StandbyPart => Figure(outcome => outcome.CoreSeconds > 0 ? outcome.StandbyCoreSeconds / outcome.CoreSeconds : 0);

    /// <summary>How often the number of replicas that was asked for changed.</summary>
    public RepeatedFigure Changes => Figure(outcome => outcome.Changes);

    /// <summary>Energy of the site's nodes, joules.</summary>
    public RepeatedFigure Joules => Figure(outcome => outcome.Joules);

    /// <summary>Emissions of it, grams, PUE included.</summary>
    public RepeatedFigure Grams => Figure(outcome => outcome.Grams);

    /// <summary>Price of it.</summary>
    public RepeatedFigure Cost => Figure(outcome => outcome.Cost);

    /// <summary>Sums up, in the order in which variants, services and policies first occur.</summary>
    /// <param name="outcomes">Outcomes with the numbers of their variants.</param>
    /// <param name="find">The service of a variant by its name; null where its file is not known.</param>
    public static IReadOnlyList<ServiceSummary> Of(IReadOnlyList<(int Variant, ServiceOutcome Outcome)> outcomes, Func<int, string, Service?> find) =>
    [
        .. from service in outcomes.GroupBy(each => (each.Variant, each.Outcome.Service))
            let policies = service.GroupBy(each => each.Outcome.Scaling, each => each.Outcome).Select(policy => policy.OrderBy(outcome => outcome.Repetition).ToList()).ToList()
            let oracle = policies.FirstOrDefault(policy => policy[0].Scaling == OracleName)
            let known = find(service.Key.Variant, service.Key.Service)
            from policy in policies
            select new ServiceSummary
            {
                Variant = service.Key.Variant,
                Service = service.Key.Service,
                Scaling = policy[0].Scaling,
                Outcomes = policy,
                Met = ServiceObjective.Met(policy, known?.Slo),
                AtMost = known is not null && policy.All(outcome => outcome.Series.Count > 0 && outcome.Series.All(interval => interval.Desired >= known.Most)),
                VersusFirst = policy == policies[0] ? null : ServiceComparison.Of(policy, policies[0]),
                VersusOracle = oracle is null || policy == oracle ? null : ServiceComparison.Of(policy, oracle),
            },
    ];

    private RepeatedFigure Figure(Func<ServiceOutcome, double?> of) => RepeatedFigure.Of(Outcomes.Select(of));
}
