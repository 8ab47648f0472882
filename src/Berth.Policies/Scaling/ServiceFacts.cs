using Berth.Model.Services;

namespace Berth.Policies.Scaling;

/// <summary>What is known of a service: from its file, or measured.</summary>
/// <param name="MeanSeconds">Mean time that a request takes on a replica.</param>
/// <param name="Variation">Standard deviation of it as a part of the mean.</param>
/// <param name="StartSeconds">From the decision until a new replica takes requests.</param>
/// <param name="ObjectiveSeconds">Bound of the latency that is promised; infinite when nothing is.</param>
/// <param name="ObjectivePercentile">Percentile that the bound holds for.</param>
/// <param name="Levers">What is allowed beside the number of replicas.</param>
/// <param name="Schedule">Replicas by time.</param>
public sealed record ServiceFacts(
    double MeanSeconds,
    double Variation,
    double StartSeconds,
    double ObjectiveSeconds,
    double ObjectivePercentile,
    ServiceLevers Levers,
    IReadOnlyList<ScheduledReplicas> Schedule)
{
    /// <summary>From the decision until a parked replica takes requests; infinite without that lever.</summary>
    public double ActivationSeconds => Levers.Standby?.Activation.Seconds ?? double.PositiveInfinity;
}
