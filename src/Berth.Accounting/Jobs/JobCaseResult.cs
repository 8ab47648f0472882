using Berth.Model.Observations;

namespace Berth.Accounting.Jobs;

/// <summary>What one simulation of a comparison gave.</summary>
/// <param name="Case">Which one.</param>
/// <param name="Kpis">Its figures.</param>
/// <param name="Nodes">What each node used.</param>
/// <param name="Hours">What each site had used at the end of each hour and of the run; <see cref="HourReading.Site"/> counts in <paramref name="Sites"/>.</param>
/// <param name="Sites">Names of the sites.</param>
/// <param name="Unschedulable">Why jobs are unschedulable, at most ten of them.</param>
/// <param name="Events">Events of the simulation.</param>
/// <param name="Seconds">Real time that it took.</param>
public sealed record JobCaseResult(
    JobCase Case,
    JobKpis Kpis,
    IReadOnlyList<NodeReading> Nodes,
    IReadOnlyList<HourReading> Hours,
    IReadOnlyList<string> Sites,
    IReadOnlyList<string> Unschedulable,
    long Events,
    double Seconds);
