using Berth.Model.Units;

namespace Berth.Model.Services;

/// <summary>A service that answers requests with a number of equal replicas behind one queue; how many, a scaling policy decides.</summary>
/// <param name="Name">Name, unique in the experiment.</param>
/// <param name="Kind">What its replicas do.</param>
/// <param name="Site">Site whose nodes run the replicas, one core each.</param>
/// <param name="Load">The requests.</param>
/// <param name="Least">Fewest replicas.</param>
/// <param name="Most">Most replicas.</param>
/// <param name="Start">Time from the decision until a new replica takes requests; null is what was measured.</param>
/// <param name="Time">What a request takes on a replica of one core of the site.</param>
/// <param name="Variation">Standard deviation of <paramref name="Time"/> as a part of it.</param>
/// <param name="Processor">Part of <paramref name="Time"/> in which the replica's core works; the rest it waits, as for the network.</param>
/// <param name="Queue">Most requests that wait; further ones are refused.</param>
/// <param name="Timeout">A request that was not answered so long after its scheduled moment is lost.</param>
/// <param name="Slo">What is promised; null promises nothing.</param>
/// <param name="Levers">What else a policy may do than change the number of replicas.</param>
/// <param name="Schedule">Replicas by time, for the policy of that name; empty leaves them at <paramref name="Least"/>.</param>
public sealed record Service(
    string Name,
    string Kind,
    string Site,
    ServiceLoad Load,
    int Least,
    int Most,
    Duration? Start,
    Duration Time,
    Fraction Variation,
    Fraction Processor,
    int Queue,
    Duration Timeout,
    ServiceLevelObjective? Slo,
    ServiceLevers Levers,
    IReadOnlyList<ScheduledReplicas> Schedule);
