using Berth.Accounting.Statistics;
using Berth.Model.Observations;
using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>What one placement of one variant achieved and what it cost.</summary>
/// <param name="Repetitions">Number of repetitions.</param>
/// <param name="Measured">Measured time of all repetitions together.</param>
/// <param name="Items">Items that were scheduled within it.</param>
/// <param name="Completed">Those whose result came back in time.</param>
/// <param name="Lost">The others, by what became of them.</param>
/// <param name="LossInterval">Wilson interval of the lost fraction; null without items.</param>
/// <param name="Goodput">Completed items a second of measured time.</param>
/// <param name="Latency">Latencies; null without items.</param>
/// <param name="Parts">Parts of the latency in order; empty when none completed.</param>
/// <param name="Slo">Whether the objective was met; null when nothing was promised or there are no items.</param>
/// <param name="WorkerCpuPercent">Mean utilisation of the workers' processors; null without samples.</param>
/// <param name="SourceCpuPercent">Mean utilisation of the sources' processors; null without samples.</param>
/// <param name="Accuracy">Part of the completed items with a known label whose result is right, with its Wilson interval; null when no label is known.</param>
/// <param name="Energy">Energy; null when the power of a node that took part is unknown or it was never sampled.</param>
/// <param name="Carbon">Emissions; null when energy is, or a carbon intensity is unknown.</param>
public sealed record DeploymentSummary(
    int Repetitions,
    Duration Measured,
    int Items,
    int Completed,
    IReadOnlyDictionary<ItemOutcome, int> Lost,
    Interval? LossInterval,
    Frequency Goodput,
    LatencySummary? Latency,
    IReadOnlyList<PartSummary> Parts,
    SloSummary? Slo,
    double? WorkerCpuPercent,
    double? SourceCpuPercent,
    Interval? Accuracy,
    EnergySummary? Energy,
    CarbonSummary? Carbon)
{
    /// <summary>Sums up a deployment. For a deployment of several workloads the items of one give its latencies, but only the items of all give energy for each item.</summary>
    public static DeploymentSummary Summarise(Deployment deployment) => Summaries.Summarise(deployment);
}
